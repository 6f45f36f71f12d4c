"""Deploys under load."""

import asyncio
import collections
import random
import time

from clients import Reading, client, start

EVENTS = 40


async def rolling_deploy(cluster, runs, readers):
    """Servers are replaced one after the other while readers follow runs and come back at random."""
    chance = random.Random(20)
    server = client(cluster.balancer.url)
    left = iter(range(runs))
    ends = collections.Counter()
    faults = [0, 0, 0]
    reconnects = events = 0

    async def follow():
        nonlocal reconnects, events
        for _ in left:
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
        rounds = 0
        while True:
            for each in cluster.servers:
                await each.stop()
                await each.start()
            rounds += 1
            deployed[0] = rounds

    deployed = [0]
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
        f"{runs} runs, {readers} readers, {reconnects} times reconnected, {deployed[0]} times all servers replaced: "
        f"{events} events in {took:.0f} s, 0 lost, 0 doubled, 0 late"
    )
