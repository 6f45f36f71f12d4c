"""Servers that die, and servers that stand still for so long that they are taken for dead."""

import asyncio
import time

from clients import Reading, client, read_all, start

LEASE_S = 10  # RunnableService.LEASE


async def kill_the_owner(cluster):
    """A dies in mid-stream. Its client, which nginx brings to B, reads on there, and is told of the loss."""
    a, b = cluster.servers[:2]
    run = await start(client(a.url), 1_000_000, 10)
    client_of_a = Reading()
    await client_of_a.read(client(a.url), run, most=50)
    reader = asyncio.create_task(client_of_a.read(client(cluster.balancer.url), run))
    await asyncio.sleep(1)
    await a.kill()
    killed = time.monotonic()
    try:
        await asyncio.wait_for(reader, LEASE_S * 3)
        took = time.monotonic() - killed
    finally:
        await a.start()
    whole = await read_all(client(b.url), run)
    client_of_a.check()
    assert client_of_a.error == whole.error == "NodeLost", client_of_a.error
    assert client_of_a.indexes == whole.indexes
    assert took < LEASE_S + 1, f"NodeLost came after {took:.1f} s"
    return f"NodeLost after {took:.1f} s; {len(whole.indexes)} events, 0 lost, 0 doubled"


async def pause_the_owner(cluster):
    """A stands still for three leases, and goes on then. Nothing of it is kept after the end that B has written."""
    a, b = cluster.servers[:2]
    run = await start(client(a.url), 1_000_000, 10)
    reading = Reading()
    await reading.read(client(b.url), run, most=50)
    a.pause()
    try:
        paused = time.monotonic()
        await asyncio.wait_for(reading.read(client(b.url), run), LEASE_S * 3)
        told = time.monotonic() - paused
        await asyncio.sleep(max(0.0, 3 * LEASE_S - told))
    finally:
        a.resume()
    await asyncio.sleep(3)  # A emits 300 more, and renews its leases.
    again = await read_all(client(b.url), run)
    seen_by_a = await read_all(client(a.url), run)
    reading.check()
    assert reading.error == again.error == seen_by_a.error == "NodeLost", (reading.error, again.error, seen_by_a.error)
    assert reading.ids == again.ids == seen_by_a.ids
    assert (await run.of(client(a.url)))["status"] == "error"
    other = await start(client(a.url), 5, 1)
    assert len((await read_all(client(b.url), other)).indexes) == 5, "A does no more runs"
    return f"NodeLost after {told:.1f} s; {len(again.ids)} events before and after A went on"
