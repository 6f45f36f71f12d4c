"""Servers that die, and servers that stand still for so long that they are taken for dead."""

import asyncio
import time

from clients import Reading, client, read_all, start

LEASE_S = 10  # RunnableService.LEASE

# Servers look each second. The rest is for machines that are busy: what was measured is printed.
SLACK_S = 5


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
    assert took < LEASE_S + SLACK_S, f"NodeLost came after {took:.1f} s"
    return f"NodeLost after {took:.1f} s; {len(whole.indexes)} events, 0 lost, 0 doubled"


async def kill_the_owner_of_a_restartable_run(cluster):
    """A dies in mid-stream. B does the run again from its beginning, and the client of B is told of the attempt."""
    a, b = cluster.servers[:2]
    run = await start(client(a.url), 200, 10, "again")
    indexes = {}
    attempt = killed = took = 0
    try:
        async for part in client(b.url).runs.join_stream(run.thread, run.id, stream_mode="custom"):
            if part.event == "metadata":
                attempt = part.data["attempt"]
                assert attempt not in indexes, f"attempt {attempt} began twice"
                indexes[attempt] = []
            else:
                assert part.event == "custom", part
                indexes[attempt].append(part.data["data"]["index"])
                assert part.data["metadata"].get("run_attempt", 1) == attempt, part.data
                if attempt == 1 and len(indexes[1]) == 50:
                    await a.kill()
                    killed = time.monotonic()
                elif attempt == 2 and not took:
                    took = time.monotonic() - killed
    finally:
        await a.start()
    assert (await run.of(client(b.url)))["status"] == "success"
    assert set(indexes) == {1, 2}, indexes.keys()
    assert indexes[1] == list(range(len(indexes[1]))) and len(indexes[1]) >= 50, indexes[1]
    assert indexes[2] == list(range(200)), indexes[2]
    assert took < LEASE_S + SLACK_S, f"The second attempt began after {took:.1f} s"
    return f"done again after {took:.1f} s; {len(indexes[1])} events of the first attempt, all 200 of the second"


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
