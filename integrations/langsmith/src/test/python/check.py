"""Compares what PostedProgram.java posts with what LangSmith's SDK posts of the same program: check.py <page> <command of Java>...

Both post to the same receiver. What Java posts has to fit the SDK's own schemas, and be what the SDK posts, but for the rules below.
"""

import collections
import json
import subprocess
import sys
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from langchain_core.callbacks import dispatch_custom_event
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.tools import tool
from langchain_core.tracers.langchain import LangChainTracer
from langsmith import Client, schemas
from langsmith.run_trees import RunTree, _parse_dotted_order
from pydantic import TypeAdapter

INFO = {
    "version": "0.15.1",
    "batch_ingest_config": {
        "use_multipart_endpoint": False,
        "scale_up_qsize_trigger": 1000,
        "scale_up_nthreads_limit": 1,
        "scale_down_nempty_trigger": 4,
        "size_limit": 100,
        "size_limit_bytes": 20_971_520,
    },
}


class Receiver(BaseHTTPRequestHandler):
    """Takes batches of runs, and keeps them."""

    batches = []
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(200, INFO)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.batches.append((self.path, self.headers, json.loads(body)))
        self.answer(202, {})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


# --- the program ---


@tool
def search(topic: str) -> str:
    """Searches."""
    dispatch_custom_event("progress", {"step": 1, "note": "found some"})
    dispatch_custom_event("done", None)
    return f"leaves of {topic}"


def research(topic):
    return search.invoke({"topic": topic})


def write(pages):
    raise ValueError("no paper")


def run_program(config):
    RunnableLambda(research).invoke("tea", config)
    model = GenericFakeChatModel(messages=iter([AIMessage("hot water")]))
    for _ in model.stream("What is tea?", {**config, "run_name": "model"}):
        pass
    try:
        RunnableLambda(write).invoke({"pages": 2}, config)
    except ValueError:
        pass


def posted_by_sdk(url):
    client = Client(api_url=url, api_key="key")
    tracer = TracerOfCustomEvents(client=client, project_name="tea house")
    run_program({"callbacks": [tracer], "tags": ["tea", "test"], "metadata": {"tenant": "acme"}})
    client.flush()


def posted_by_java(url, command):
    subprocess.run([*command, url], check=True, timeout=60)


# --- rules ---

RULES = {}


def differs(text):
    """Makes a rule of a function, which changes a run of the SDK to what Java posts. The text is on the page."""

    def register(rule):
        RULES[text] = rule
        return rule

    return register


class TracerOfCustomEvents(LangChainTracer):
    """LangChain's tracer, with custom events. Whether it has learnt them itself is checked."""

    def on_custom_event(self, name, data, *, run_id, **kwargs):
        event = {"name": "custom", "time": datetime.now(timezone.utc), "kwargs": {"name": name, "data": data}}
        self._get_run(run_id).events.append(event)


@differs("nothing is told of the platform and the revision of the program: there is no `runtime`, and no `revision_id`")
def platform(run):
    run["extra"].pop("runtime", None)
    run["extra"]["metadata"].pop("revision_id", None)


@differs("a failed run has no outputs, where the SDK sends empty ones")
def outputs_of_failed_runs(run):
    if run.get("error"):
        run.pop("outputs", None)


@differs("a tool has no description of its arguments among its extra values")
def extras_of_tools(run):
    if run["run_type"] == "tool":
        for key in [key for key in run["extra"] if key != "metadata"]:
            del run["extra"][key]


@differs("a model's input and output are what the program has; the bridge to LangChain4j makes LangChain's messages of them")
def values_of_models(run):
    if run["run_type"] == "llm":
        run["inputs"] = {"messages": [["What is tea?"]]}
        run["outputs"] = {"output": "hot water"}


@differs("a model has no parameters, no manifest, and no metadata but those of its run")
def settings_of_models(run):
    if run["run_type"] == "llm":
        run.pop("serialized", None)
        run["extra"] = {"metadata": {"tenant": run["extra"]["metadata"]["tenant"]}}


# --- the comparison ---


def runs_of(batches):
    """Returns the runs by name, as LangSmith would have them: what was posted, with what patches changed."""
    runs = collections.OrderedDict()
    for path, headers, batch in batches:
        assert path == "/runs/batch", path
        assert headers["x-api-key"] == "key" and headers["Content-Type"] == "application/json", headers
        assert set(batch) <= {"post", "patch"}, list(batch)
        for run in batch.get("post", []):
            assert run["id"] not in runs, f"{run['name']} is posted twice"
            runs[run["id"]] = run
        for run in batch.get("patch", []):
            runs[run["id"]].update(run)
    return {run["name"]: run for run in runs.values()}


def validate(run):
    """Has the SDK's own schemas read a run, and its own parser the order."""
    read = schemas.Run(**run)
    RunTree(**run)
    unknown = set(run) - set(schemas.RunLikeDict.__annotations__)
    assert not unknown, f"LangSmith knows no {unknown}"
    for event in run["events"]:
        TypeAdapter(schemas.RunEvent).validate_python(event)
        assert set(event) <= {"name", "time", "kwargs"}, event
    segments = _parse_dotted_order(run["dotted_order"])
    assert segments[0][1] == read.trace_id and segments[-1][1] == read.id
    assert segments[-1][0] == read.start_time.replace(tzinfo=None), (segments, read.start_time)
    assert [time for time, _ in segments] == sorted(time for time, _ in segments)
    assert read.parent_run_id == (segments[-2][1] if len(segments) > 1 else None)
    assert read.status is None and read.end_time >= read.start_time


def comparable(run, names):
    """Returns a run without what is another at each time: ids become names, times their order, and a stack trace its message."""
    result = {key: value for key, value in run.items() if value is not None}
    times = [datetime.fromisoformat(event["time"]) for event in run["events"]]
    result["events"] = [{**event, "time": "a time"} for event in run["events"]]
    result["times in order"] = times == sorted(times)
    result["first and last time"] = [
        times[0] == datetime.fromisoformat(result.pop("start_time")),
        times[-1] == datetime.fromisoformat(result.pop("end_time")),
    ]
    result["tags"] = sorted(run["tags"])
    result["dotted_order"] = [names[str(id)] for _, id in _parse_dotted_order(run["dotted_order"])]
    for key in ["id", "trace_id", "parent_run_id"]:
        if key in result:
            result[key] = names[result[key]]
    if "error" in result:
        result["error"] = [word for word in ["no paper", "\n"] if word in run["error"]]
    return result


def main(page, *command):
    assert "on_custom_event" not in vars(LangChainTracer), "LangChain's tracer has custom events now: compare them."
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    posted_by_sdk(url)
    of_sdk, Receiver.batches = runs_of(Receiver.batches), []
    posted_by_java(url, command)
    of_java = runs_of(Receiver.batches)

    unused = dict(RULES)
    for run in of_sdk.values():
        validate(run)
        for text, rule in RULES.items():
            before = json.dumps(run)
            rule(run)
            if json.dumps(run) != before:
                unused.pop(text, None)
    assert list(of_java) == list(of_sdk), (list(of_java), list(of_sdk))
    for name, run in of_java.items():
        validate(run)
        actual = comparable(run, {run["id"]: run["name"] for run in of_java.values()})
        expected = comparable(of_sdk[name], {run["id"]: run["name"] for run in of_sdk.values()})
        assert actual == expected, f"{name}:\n{json.dumps(actual, indent=1)}\nand by the SDK:\n{json.dumps(expected, indent=1)}"
    assert not unused, f"These differences are none any more: {list(unused)}"
    with open(page, encoding="utf-8") as file:
        documentation = " ".join(file.read().split())
    for text in RULES:
        assert text in documentation, f"{page} does not say: {text}"
    print(f"langsmith: {len(of_java)} runs are as its SDK posts them, but for custom events and {len(RULES)} differences")


main(*sys.argv[1:])
