import asyncio

from langchain_core.callbacks import AsyncCallbackHandler

from events import research


class AsyncNotesPrinter(AsyncCallbackHandler):
    async def on_custom_event(self, name, data, *, run_id, tags=None, metadata=None, **kwargs):
        await asyncio.sleep(0)
        print(name, data["note"])


async def main():
    print(await research.ainvoke("tea", {"callbacks": [AsyncNotesPrinter()]}))


asyncio.run(main())
