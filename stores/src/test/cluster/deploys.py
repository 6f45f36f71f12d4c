"""Deploys under load."""

import asyncio
import collections
import random
import time

from clients import Reading, client, start

EVENTS = 40


async def rolling_deploy(cluster, runs, readers):
    """All servers are replaced, one after the other, while readers follow runs, at least so many, and come back at random."""
    chance = random.Random(20)
    server = client(cluster.balancer.url)
    ends = collections.Counter()
    faults = [0, 0, 0]
    reconnects = events = followed = replaced = 0

    async def follow():
        nonlocal reconnects, events, followed
        while followed < runs or not (replaced or deploying.done()):
            followed += 1
            run = await start(server, EVENTS, chance.randrange(10, 50))
            reading = Reading()
            while not await reading.read(server, run, most=chance.randrange(1, EVENTS)):
                reconnects += 1
            ends[reading.error or "success"] += 1
            if reading.error is None:
                assert len(reading.indexes) == EVENTS, f"{len(reading.indexes)} of {EVENTS} events"
            events += len(reading.indexes)
            for i, count in enumerate(reading.faults()):
                faults[i] += count

    async def deploy():
        nonlocal replaced
        while True:
            for each in cluster.servers:
                await each.stop()
                await each.start()
            replaced += 1

    began = time.monotonic()
    deploying = asyncio.create_task(deploy())
    try:
        await asyncio.gather(*(follow() for _ in range(readers)))
        took = time.monotonic() - began
    finally:
        deploying.cancel()
        await asyncio.wait([deploying])
        if not deploying.cancelled():
            deploying.result()
    assert faults == [0, 0, 0], f"lost, doubled, late: {faults}"
    assert set(ends) == {"success"}, ends
    return (
        f"{followed} runs, {readers} readers, {reconnects} times reconnected, {replaced} times all servers replaced: "
        f"{events} events in {took:.0f} s, 0 lost, 0 doubled, 0 late"
    )
