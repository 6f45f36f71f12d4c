"""What clients do by the SDK of LangGraph, and the check of what they have read."""

import warnings
from dataclasses import dataclass

from langgraph_sdk import get_client

warnings.filterwarnings("error", message="Reconnecting without a Last-Event-ID")


def client(url):
    return get_client(url=url, api_key=None)


@dataclass(frozen=True)
class Run:
    thread: str
    id: str

    async def of(self, server):
        """Returns the run as a server knows it."""
        return await server.runs.get(self.thread, self.id)


async def start(server, events, pause_ms, runnable="count"):
    """Starts a run that emits as many events with that pause."""
    thread = (await server.threads.create())["thread_id"]
    run = await server.runs.create(
        thread, runnable, input={"events": events, "pauseMillis": pause_ms}, stream_mode="custom"
    )
    return Run(thread, run["run_id"])


class Reading:
    """What a reader has got of a run, by one request or several."""

    def __init__(self):
        self.indexes = []
        self.ids = []
        self.error = None

    def add(self, part):
        if part.event == "error":
            assert self.error is None, "A run ended twice."
            self.error = part.data["error"]
        elif part.event == "custom":
            assert self.error is None, "An event came after the end."
            self.indexes.append(part.data["data"]["index"])
            self.ids.append(part.id)

    async def read(self, server, run, most=None):
        """Reads on from the last event, until the run has ended or there were as many events. Returns whether it has ended."""
        last = self.ids[-1] if self.ids else None
        wanted = None if most is None else len(self.indexes) + most
        parts = server.runs.join_stream(run.thread, run.id, stream_mode="custom", last_event_id=last)
        try:
            async for part in parts:
                self.add(part)
                if wanted is not None and len(self.indexes) >= wanted:
                    return False
        finally:
            await parts.aclose()
        return True

    def faults(self):
        """Returns how many events were lost, came twice, and came too late."""
        seen = set(self.indexes)
        lost = (max(seen) + 1 if seen else 0) - len(seen)
        doubled = len(self.indexes) - len(seen)
        late = sum(after < before for before, after in zip(self.indexes, self.indexes[1:]))
        return lost, doubled, late

    def check(self):
        assert self.faults() == (0, 0, 0), f"lost, doubled, late: {self.faults()} of {self.indexes}"


async def read_all(server, run):
    """Returns a reading of all of a run."""
    reading = Reading()
    await reading.read(server, run)
    reading.check()
    return reading
