"""An engine that cannot be reached for a while."""

import asyncio
import time

from clients import Reading, client, read_all, start

PATIENCE_S = 30  # for how long a server asks a store again


async def short_outage(cluster, link):
    """Runs wait for their store, and go on. Readers see a pause."""
    return await outage(cluster, link.cut, link, 5)


async def short_silence(cluster, link):
    """As before, but nobody says that the engine is away."""
    return await outage(cluster, link.freeze, link, 5)


async def outage(cluster, break_it, link, seconds):
    a, b = (client(server.url) for server in cluster.servers[:2])
    run = await start(a, 500, 10)
    reading, other = Reading(), Reading()
    await reading.read(a, run, most=50)
    rest = asyncio.gather(reading.read(a, run), other.read(b, run))
    while len(reading.indexes) == 50 or not other.indexes:
        await asyncio.sleep(0.01)
    break_it()
    await asyncio.sleep(seconds)
    link.mend()
    mended = time.monotonic()
    await asyncio.wait_for(rest, 60)
    took = time.monotonic() - mended
    for each in (reading, other):
        each.check()
        assert len(each.indexes) == 500 and each.error is None, (len(each.indexes), each.error)
    assert (await run.of(b))["status"] == "success"
    return f"{seconds} s; both readers have 500 of 500 events {took:.1f} s later"


async def long_outage(cluster, link, seconds):
    """Runs are given up after half a minute. What readers saw before is kept, and the runs end once."""
    a, b = (client(server.url) for server in cluster.servers[:2])
    run = await start(a, 1_000_000, 10)
    reading = Reading()
    await reading.read(a, run, most=50)
    rest = asyncio.create_task(reading.read(a, run))
    while len(reading.indexes) == 50:
        await asyncio.sleep(0.01)
    link.cut()
    await asyncio.sleep(seconds)
    link.mend()
    mended = time.monotonic()
    while (await status(run, b)) in (None, "pending", "running"):
        assert time.monotonic() - mended < 60, "The run has not ended."
        await asyncio.sleep(0.1)
    took = time.monotonic() - mended
    ended, whole = await run.of(b), await read_all(b, run)
    await asyncio.wait([rest], timeout=20)
    rest.cancel()
    reading.check()
    assert ended["status"] == "error" and whole.error, (ended["status"], whole.error)
    assert whole.indexes[: len(reading.indexes)] == reading.indexes, "An event is lost that a reader saw."
    other = await start(a, 5, 1)
    assert len((await read_all(b, other)).indexes) == 5
    return f"{seconds} s; {whole.error} {took:.1f} s later, all of {len(reading.indexes)} events that were read"


async def status(run, server):
    try:
        return (await run.of(server))["status"]
    except Exception:  # as the store is not there yet
        return None
