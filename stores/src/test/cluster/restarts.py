"""One server with a file, which dies and is started again."""

import asyncio
import time

from clients import Reading, client, read_all, start
from losses import LEASE_S
from servers import WORK, Cluster


async def restart_with_a_file():
    """Runs that had ended can be joined, those that had not end with NodeLost."""
    async with Cluster(f"jdbc:sqlite:{WORK}/restart.db", 1) as cluster:
        (node,) = cluster.servers
        server = client(node.url)
        finished = await start(server, 100, 0)
        before = await read_all(server, finished)
        unfinished = await start(server, 1_000_000, 10)
        reading = Reading()
        await reading.read(server, unfinished, most=50)
        await node.kill()
        began = time.monotonic()
        await node.start()
        after = await read_all(server, finished)
        assert after.ids == before.ids and len(after.ids) == 100 and after.error is None
        assert await server.runs.join(finished.thread, finished.id) == {"output": 100}
        await asyncio.wait_for(reading.read(server, unfinished), LEASE_S * 3)
        took = time.monotonic() - began
        reading.check()
        assert reading.error == "NodeLost", reading.error
    return f"100 of 100 events of the run that had ended; NodeLost of the other after {took:.1f} s, {len(reading.ids)} events"
