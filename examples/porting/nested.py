import asyncio

from langchain_core.runnables import RunnableConfig, RunnableLambda

from events import research


@RunnableLambda
def survey(topics: list[str], config: RunnableConfig) -> list[str]:
    return [research.invoke(topic, config) for topic in topics]


async def main():
    async for event in survey.astream_events(["tea", "coffee"], version="v2"):
        print(event["event"], event["name"], len(event["parent_ids"]))


asyncio.run(main())
