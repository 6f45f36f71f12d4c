"""Streams custom events by langchain-core, as StreamBenchmark does by Runcast, and prints how many it reads in a second."""

import asyncio
import json
import statistics
import time
from importlib.metadata import version

from langchain_core.callbacks import adispatch_custom_event
from langchain_core.runnables import RunnableConfig, RunnableLambda

EVENTS = 10_000
REPEATS = 5


async def report(steps: int, config: RunnableConfig) -> None:
    for step in range(steps):
        await adispatch_custom_event("progress", {"step": step, "total": steps, "note": "searching"}, config=config)


async def events_per_second(steps: int) -> float:
    start = time.perf_counter()
    read = 0
    async for event in RunnableLambda(report).astream_events(steps, version="v2"):
        read += event["event"] == "on_custom_event"
    assert read == steps, f"{read} events were read of {steps}"
    return read / (time.perf_counter() - start)


async def main() -> None:
    await events_per_second(EVENTS)  # warms up
    rates = [await events_per_second(EVENTS) for _ in range(REPEATS)]
    print(
        json.dumps(
            {
                "peer": "langchain-core",
                "version": version("langchain-core"),
                "events": EVENTS,
                "eventsPerSecond": statistics.median(rates),
            }
        )
    )


asyncio.run(main())
