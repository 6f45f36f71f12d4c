import asyncio
import json

from langchain_core.callbacks import dispatch_custom_event
from langchain_core.runnables import RunnableLambda


@RunnableLambda
def research(topic: str) -> str:
    dispatch_custom_event("progress", {"step": 1, "total": 2, "note": "searching"})
    dispatch_custom_event("progress", {"step": 2, "total": 2, "note": "writing"})
    return "about " + topic


async def main():
    async for event in research.astream_events("tea", version="v2"):
        print(json.dumps(event))


if __name__ == "__main__":
    asyncio.run(main())
