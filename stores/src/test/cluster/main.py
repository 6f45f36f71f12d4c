"""Proves what servers promise who share a store: main.py [--runs N] [--readers N] [--outage SECONDS] [<words of proofs>...]"""

import argparse
import asyncio
import os
import sys
import time
import traceback

import deploys
import losses
import outages
import restarts
import sharing
from link import Link
from servers import WORK, Cluster

ENGINES = {
    "SQLite": f"jdbc:sqlite:{WORK}/shared.db",
    "PostgreSQL": os.environ["RUNCAST_TEST_POSTGRESQL"],
    "Redis": os.environ["RUNCAST_TEST_REDIS"],
}


class Proofs:
    """Passes proofs, and prints a line of each."""

    def __init__(self, words):
        self.words = words
        self.failed = 0

    def wants(self, name):
        return not self.words or any(word in name for word in self.words)

    async def prove(self, engine, name, proof, *arguments):
        if not self.wants(name):
            return
        began = time.monotonic()
        try:
            numbers = await asyncio.wait_for(proof(*arguments), 300)
        except Exception:
            traceback.print_exc()
            self.failed += 1
            numbers = "FAILED"
        print(f"{engine:<11}{name:<28}{numbers} [{time.monotonic() - began:.0f} s]", flush=True)


async def of_two(proofs, engine, store):
    """Two servers, with one proof after the other."""
    named = {
        "1 join": sharing.join_from_any_event,
        "1 join, JavaScript": sharing.join_in_javascript,
        "1 join, AG-UI": sharing.come_back_by_ag_ui,
        "2 kill -9 of the owner": losses.kill_the_owner,
        "2 kill -9, restartable": losses.kill_the_owner_of_a_restartable_run,
        "3 pause of the owner": losses.pause_the_owner,
        "4 cancel": sharing.cancel_through_another,
    }
    if any(map(proofs.wants, named)):
        async with Cluster(store, 2) as cluster:
            for name, proof in named.items():
                if proof is losses.pause_the_owner and engine == "SQLite":
                    continue  # A process that stands still while it writes keeps others from writing to the file.
                await proofs.prove(engine, name, proof, cluster)


async def of_outages(proofs, engine, store, seconds):
    names = ["6 outage", "6 silence", "6 long outage"]
    if any(map(proofs.wants, names)):
        async with Link(store) as link, Cluster(link.address, 2) as cluster:
            await proofs.prove(engine, names[0], outages.short_outage, cluster, link)
            await proofs.prove(engine, names[1], outages.short_silence, cluster, link)
            await proofs.prove(engine, names[2], outages.long_outage, cluster, link, seconds)


async def of_three(proofs, engine, store, runs, readers):
    if proofs.wants("7 deploys"):
        async with Cluster(store, 3) as cluster:
            await proofs.prove(engine, "7 deploys", deploys.rolling_deploy, cluster, runs, readers)


async def main(options):
    proofs = Proofs(options.words)
    engines = [each for each in ENGINES if each != "SQLite"]
    await asyncio.gather(
        *(of_two(proofs, engine, store) for engine, store in ENGINES.items()),
        proofs.prove("SQLite", "5 restart", restarts.restart_with_a_file),
    )
    await asyncio.gather(*(of_outages(proofs, engine, ENGINES[engine], options.outage) for engine in engines))
    for engine in engines:  # These take all of the machine.
        await of_three(proofs, engine, ENGINES[engine], options.runs, options.readers)
    return proofs.failed


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--outage", type=int, default=60)
    parser.add_argument("words", nargs="*")
    return parser.parse_args()


sys.exit(asyncio.run(main(options())) > 0)
