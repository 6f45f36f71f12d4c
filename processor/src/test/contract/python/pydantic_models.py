"""Reads events of a real run by the models that datamodel-code-generator has made of the contract."""

import json
import sys

from models import CustomEvent
from pydantic import ValidationError

with open(sys.argv[1], encoding="utf-8") as lines:
    events = [json.loads(line) for line in lines]

first = events[0]
wrong = [
    {**first, "name": "unknown"},
    {**first, "data": {**first["data"], "anInt": "one"}},
    {**first, "data": {**first["data"], "aDouble": "not a number"}},
    {**first, "data": None},
    {**first, "event": "on_chain_end"},
    {key: value for key, value in first.items() if key != "run_id"},
    {**next(event for event in events if event["name"] == "color"), "data": "PINK"},
]

for event in events:
    model = CustomEvent.model_validate_json(json.dumps(event))
    assert model.root.name == event["name"], event
for event in wrong:
    try:
        CustomEvent.model_validate_json(json.dumps(event))
    except ValidationError:
        continue
    sys.exit(f"pydantic accepts {event}")
assert len(events) > 40
print(f"datamodel-code-generator: pydantic reads {len(events)} events of a run, and refuses {len(wrong)} wrong ones")
