"""Runs programs with langchain-core and its rules, and writes what each gives as JSON lines: reference.py PROGRAMS EXPECTED

A line has the program, its events, the failures of its runs, and what the program failed with.
"""

import asyncio
import contextlib
import copy
import json
import pathlib
import sys
import warnings
from unittest import mock
from uuid import UUID

from langchain_core.callbacks import AsyncCallbackHandler, adispatch_custom_event
from langchain_core.runnables import RunnableGenerator, RunnableLambda, RunnableParallel, RunnableSequence

from differences import ROWS, RULES, total

SEMANTICS = pathlib.Path(__file__).parents[4] / "docs" / "semantics.md"
ENOUGH = 1000  # programs for every rule to matter to one of them


class Failure(Exception):
    """What programs fail with on purpose."""


class Body:
    """What happens in the body of one run."""

    def __init__(self, program, value, config):
        self.program = program
        self.value = value
        self.config = config
        self.results = []

    async def do(self, acts):
        """Does acts, and gives the chunks of those that give one."""
        for act in acts:
            if act["act"] == "chunk":
                yield self.evaluate(act["value"])
            else:
                await getattr(self, act["act"])(act)

    async def do_all(self, acts):
        async for _ in self.do(acts):
            raise AssertionError("Only generators give chunks.")

    async def dispatch(self, act):
        await adispatch_custom_event(act["event"], self.evaluate(act["data"]), config=self.called_with(act))

    async def call(self, act):
        try:
            self.results.append(plain(await self.result_of(act)))
        except Exception as failure:
            if not act["caught"]:
                raise
            self.results.append(f"caught {failure}")

    async def result_of(self, act):
        runnable = self.program.build(act["node"])
        value, config = self.evaluate(act["input"]), self.called_with(act)
        if act["how"] == "invoke":
            return await runnable.ainvoke(value, config)
        if act["how"] == "batch":
            return await runnable.abatch(value, config)
        chunks = [chunk async for chunk in runnable.astream(value, config)]
        return len(chunks) if act.get("counted") else chunks

    async def fail(self, act):
        if self.program.still_fails(act):
            raise Failure(act["message"])

    def called_with(self, act):
        config = act.get("config")
        return {"callbacks": self.config["callbacks"], **(config or {})} if act["explicit"] else config

    def evaluate(self, expression):
        if "value" in expression:
            return copy.deepcopy(expression["value"])
        if "input" in expression:
            return self.value
        if "wrapped" in expression:
            return {expression["wrapped"]: self.value}
        if "repeated" in expression:
            return [self.value] * expression["repeated"]
        if "size" in expression:
            return len(to_json(self.value))
        return self.results[-1] if "last" in expression else self.results


class Failures(AsyncCallbackHandler):
    """Hears which runs fail. A failed chain has no event."""

    def __init__(self):
        self.paths = {}
        self.heard = []

    async def on_chain_start(self, serialized, inputs, *, run_id, parent_run_id=None, name=None, **kwargs):
        self.paths[run_id] = f"{self.paths[parent_run_id]} > {name}" if parent_run_id else name

    async def on_chain_error(self, error, *, run_id, **kwargs):
        # Whether those that are left behind by a failure fail as well is a matter of time.
        if isinstance(error, Failure):
            self.heard.append(f"{self.paths[run_id]}: {error}")


class Program:
    """A program that is run once."""

    def __init__(self, description):
        self.description = description
        self.reached = {}

    async def run(self):
        events, failures, failure = [], Failures(), None
        config = {**self.description.get("config", {}), "callbacks": [failures]}
        if "run_id" in config:
            config["run_id"] = UUID(config["run_id"])
        try:
            stream = self.build(self.description["root"]).astream_events(
                copy.deepcopy(self.description["input"]), config, version="v2", **self.description.get("filters", {})
            )
            async for event in stream:
                events.append(json.loads(to_json(event)))
        except Exception as error:
            failure = str(error) if isinstance(error, Failure) else repr(error)
        return {"events": renumbered(events), "failures": failures.heard, "failure": failure}

    def still_fails(self, act):
        """Returns whether a failure happens, of which some do the first few times only."""
        count = self.reached[id(act)] = self.reached.get(id(act), 0) + 1
        return count <= act.get("times", count)

    def build(self, node):
        return getattr(self, node["kind"])(node)

    def build_all(self, nodes):
        return [self.build(node) for node in nodes]

    def function(self, node):
        async def body(value, config):
            run = Body(self, plain(value), config)
            await run.do_all(node["acts"])
            return run.evaluate(node["result"])

        return RunnableLambda(body, name=node["name"])

    def choose(self, node):
        nodes = self.build_all(node["nodes"])

        async def body(value, config):
            value = plain(value)
            await Body(self, value, config).do_all(node["acts"])
            return nodes[len(to_json(value)) % len(nodes)]

        return RunnableLambda(body, name=node["name"])

    def chunks(self, node):
        async def body(chunks, config):
            async for chunk in Body(self, plain(await total(chunks)), config).do(node["acts"]):
                yield chunk

        return RunnableGenerator(body, name=node["name"])

    def transform(self, node):
        async def body(chunks, config):
            run = Body(self, None, config)
            async for chunk in run.do(node["before"]):
                yield chunk
            async for value in chunks:
                run.value = value
                async for chunk in run.do(node["each"]):
                    yield chunk
            run.value = None
            async for chunk in run.do(node["after"]):
                yield chunk

        return RunnableGenerator(body, name=node["name"])

    def sequence(self, node):
        return RunnableSequence(*self.build_all(node["steps"]))

    def parallel(self, node):
        return RunnableParallel({name: self.build(branch) for name, branch in node["branches"].items()})

    def map(self, node):
        return self.build(node["node"]).map()

    def retry(self, node):
        return self.build(node["node"]).with_retry(
            stop_after_attempt=node["attempts"], wait_exponential_jitter=False
        )

    def fallbacks(self, node):
        return self.build(node["node"]).with_fallbacks(self.build_all(node["others"]))

    def config(self, node):
        return self.build(node["node"]).with_config(node["config"])


def renumbered(events):
    """Replaces the ids of runs by run-1, run-2 and so on, in the order of their first appearance."""
    numbers = {}

    def number(run_id):
        return run_id if run_id.startswith("00000000-") else numbers.setdefault(run_id, f"run-{len(numbers) + 1}")

    for event in events:
        event["run_id"] = number(event["run_id"])
        event["parent_ids"] = [number(each) for each in event["parent_ids"]]
    return events


def plain(value):
    """Returns a value without its type: as a value of a program, the sum of a parallel run's chunks is a map like others."""
    return json.loads(to_json(value))


def to_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def run(description, rules):
    with contextlib.ExitStack() as patches:
        for rule in rules:
            for patch in rule():
                patches.enter_context(patch)
        return await Program(description).run()


async def wait_in_order(tasks, *, wait=asyncio.wait, **kwargs):
    """Waits as asyncio does, which returns sets, whose order changes from run to run. So the same program gives the same."""
    done, pending = await wait(tasks, **kwargs)
    return [task for task in tasks if task in done], pending


async def main():
    undocumented = [row for row in ROWS.values() if f"\n| {row} |" not in SEMANTICS.read_text(encoding="utf-8")]
    if undocumented:
        sys.exit("docs/semantics.md has no row for these differences:\n" + "\n".join(undocumented))
    warnings.simplefilter("ignore")
    # What is left behind by a failure fails, too, and nobody hears of it.
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    needless = dict(RULES)
    count = 0
    with open(sys.argv[1], encoding="utf-8") as programs, open(sys.argv[2], "w", encoding="utf-8") as expected:
        for count, line in enumerate(programs, 1):
            description = json.loads(line)
            result = await run(description, RULES.values())
            expected.write(to_json({"program": description, **result}) + "\n")
            for name, rule in list(needless.items()):
                if result != await run(description, [each for each in RULES.values() if each is not rule]):
                    del needless[name]
    if needless and count >= ENOUGH:
        sys.exit(f"langchain-core does the same without these rules, which are to be removed: {', '.join(needless)}")


if __name__ == "__main__":
    with mock.patch.object(asyncio, "wait", wait_in_order):
        asyncio.run(main())
