import asyncio
import json
from uuid import UUID

from langchain_core.callbacks import dispatch_custom_event
from langchain_core.runnables import RunnableConfig, RunnableLambda


@RunnableLambda
def greet(text: str, config: RunnableConfig) -> str:
    user = config["configurable"]["user"]
    dispatch_custom_event("greeted", user)
    return text + ", " + user


config = {
    "run_name": "greeting",
    "run_id": UUID("019ab0c4-0000-7000-8000-000000000001"),
    "tags": ["demo"],
    "metadata": {"page": 7},
    "configurable": {"user": "Ada"},
}


async def main():
    async for event in greet.astream_events("Hello", config, version="v2", exclude_tags=["noisy"]):
        print(json.dumps(event))


asyncio.run(main())
