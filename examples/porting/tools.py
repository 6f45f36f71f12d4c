import asyncio
import json

from langchain_core.callbacks import adispatch_custom_event
from langchain_core.tools import tool


@tool
async def search(query: str, limit: int) -> str:
    """Searches for pages."""
    await adispatch_custom_event("found", {"page": query + ".html"})
    return f"{limit} pages"


async def main():
    async for event in search.astream_events({"query": "tea", "limit": 2}, version="v2"):
        print(json.dumps(event, default=str))


asyncio.run(main())
