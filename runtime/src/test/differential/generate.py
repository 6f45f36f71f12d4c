"""Writes random programs as JSON lines: generate.py COUNT SEED [KIND...]

A program is a tree of runnables, with an input, a config and filters of the event stream. It says nothing that only one language
can do, so that reference.py and the Java package dev.runcast.runtime.differential run the same. The same seed gives the same
programs, whatever the count.

A runnable, by its kind:
  function   does its acts and returns a value
  chunks     takes its whole input and does its acts, some of which give a chunk
  transform  takes its input chunk by chunk, and does acts before, for each and after
  choose     does its acts and hands its input on to one of its nodes, chosen by the size of the input
  sequence, parallel, map, retry, fallbacks, config    are made of others

An act dispatches an event, calls a runnable, gives a chunk or fails. Values are made of literals, the input, and what was called.
"""

import json
import random
import sys

KINDS = ("function", "chunks", "transform", "choose", "sequence", "parallel", "map", "retry", "fallbacks", "config")
LEAVES = ("function", "function", "chunks", "transform", "choose")
TAGS = ("t1", "t2", "t3", "t4", "t5")
METADATA_KEYS = ("m1", "m2", "m3")
BRANCHES = ("a", "b", "c")
SHARED_NAMES = ("work", "tröstet 🍵")
MAX_DEPTH = 4


class Situation:
    """What a node may be where it stands."""

    def __init__(self, depth=0, list_input=False, may_fail=True, repeated=False, ordered=True, concurrent=True):
        self.depth = depth
        self.list_input = list_input
        # What else happens when one of several runs at once fails is not promised.
        self.may_fail = may_fail
        # Several runs at once of one node would race for its count of failures.
        self.repeated = repeated
        # The chunks of branches come in any order, so that no transform may follow, which tells of each.
        self.ordered = ordered
        # Branches would race for what comes before their input fails.
        self.concurrent = concurrent

    def but(self, **changes):
        return Situation(**{**vars(self), **changes})


class Generator:
    def __init__(self, rng, kinds):
        self.rng = rng
        self.kinds = kinds
        self.names = 0
        self.events = 0
        self.event_names = []
        self.node_names = []

    def chance(self, share):
        return self.rng.random() < share

    def program(self):
        input_value, list_input = self.value_and_kind()
        root = self.node(Situation(list_input=list_input))
        program = {"input": input_value, "root": root}
        if self.chance(0.6):
            program["config"] = self.config(run_id=self.chance(0.1), settings=self.chance(0.2))
        if is_concurrent(root):
            program["unordered"] = True
        if self.chance(0.35):
            program["filters"] = self.filters(program)
        return program

    # Values

    def literal(self, depth=0):
        kind = self.rng.randrange(8 if depth < 2 else 5)
        if kind == 0:
            return None
        if kind == 1:
            return self.chance(0.5)
        if kind in (2, 3):
            return self.rng.randrange(-5, 100)
        if kind == 4:
            return self.text()
        if kind == 5:
            return [self.literal(depth + 1) for _ in range(self.rng.randrange(4))]
        return {key: self.literal(depth + 1) for key in self.rng.sample(("k", "ключ"), self.rng.randrange(3))}

    def text(self):
        return self.rng.choice(("", "a", "tea", "grün", "a\"b\\c", "line\nbreak", "茶🍵"))

    def value_and_kind(self):
        if self.chance(0.25):
            return [self.rng.randrange(10) for _ in range(self.rng.randrange(1, 4))], True
        value = self.literal()
        return value, isinstance(value, list)

    def expression(self, called=False):
        kind = self.rng.randrange(9 if called else 7)
        if kind < 2:
            return {"value": self.literal()}
        if kind < 4:
            return {"input": True}
        if kind == 4:
            return {"wrapped": "x"}
        if kind == 5:
            return {"repeated": self.rng.randrange(1, 4)}
        if kind == 6:
            return {"size": True}
        return {"last": True} if kind == 7 else {"results": True}

    def gives_list(self, expression, list_input):
        if "value" in expression:
            return isinstance(expression["value"], list)
        return "repeated" in expression or "results" in expression or ("input" in expression and list_input)

    # Configs

    def config(self, run_id=False, settings=False, repeated=False):
        config = {}
        if self.chance(0.7):
            config["tags"] = [self.rng.choice(TAGS) for _ in range(self.rng.randrange(1, 4))]
        if self.chance(0.5):
            keys = self.rng.sample(METADATA_KEYS, self.rng.randrange(1, 3))
            config["metadata"] = {key: self.literal(1) for key in keys}
        if self.chance(0.25):
            config["run_name"] = self.name("named")
        if run_id:
            config["run_id"] = f"00000000-0000-0000-0000-0000000000{self.rng.randrange(16, 100)}"
        if settings:
            config["configurable"] = {"model": self.text(), "thread_id": "t"}
        if self.chance(0.1):
            config["max_concurrency"] = self.rng.randrange(1, 3)
        return config

    def event_config(self):
        config = {"tags": self.rng.sample(TAGS, 2)}
        if self.chance(0.5):
            config["metadata"] = {self.rng.choice(METADATA_KEYS): self.literal(1)}
        return config

    def name(self, prefix):
        self.names += 1
        name = self.rng.choice(SHARED_NAMES) if self.chance(0.2) else f"{prefix}{self.names}"
        self.node_names.append(name)
        return name

    def filters(self, program):
        # The first event of a stream is special. Which one it is has to be certain, so that programs with runs at once have
        # filters that let either the root's start pass or custom events only.
        for _ in range(50):
            filters = self.some_filters()
            if not program.get("unordered") or passes(root_start(program), "chain", filters):
                return filters
        return {"exclude_types": ["chain"]}

    def some_filters(self):
        names = self.node_names + self.event_names + ["RunnableSequence", "RunnableWithFallbacks"]
        types = self.event_names + ["chain", "tool"]
        tags = list(TAGS) + ["seq:step:1", "map:key:a"]
        choices = {"names": names, "types": types, "tags": tags}
        filters = {}
        for _ in range(self.rng.randrange(1, 4)):
            what = self.rng.choice(("names", "types", "tags"))
            how = self.rng.choice(("include", "exclude"))
            filters[f"{how}_{what}"] = [self.rng.choice(choices[what]) for _ in range(self.rng.randrange(1, 4))]
        return filters

    # Runnables

    def node(self, at):
        kinds = [kind for kind in LEAVES if kind in self.kinds]
        if at.depth < MAX_DEPTH:
            kinds += [kind for kind in KINDS if kind in self.kinds and kind not in LEAVES]
            kinds += [kind for kind in ("sequence", "sequence") if kind in self.kinds]
        if not at.ordered and "transform" in kinds:
            kinds = [kind for kind in kinds if kind != "transform"]
        if not at.list_input:
            kinds = [kind for kind in kinds if kind != "map"]
        return getattr(self, f"{self.rng.choice(kinds)}_node")(at.but(depth=at.depth + 1))

    def function_node(self, at):
        acts = self.acts(at, self.rng.randrange(4))
        called = any(act["act"] == "call" for act in acts)
        node = {"kind": "function", "name": self.name("f"), "acts": acts, "result": self.expression(called)}
        if self.chance(0.3):
            node["async"] = True
        return node

    def chunks_node(self, at):
        acts = self.acts(at, self.rng.randrange(3))
        for chunk in self.chunks():
            acts.insert(self.rng.randrange(len(acts) + 1), chunk)
        return {"kind": "chunks", "name": self.name("g"), "acts": acts}

    def transform_node(self, at):
        # It fails when it has taken its whole input only: how a run ends whose output is not taken to its end is a matter of
        # time in langchain-core.
        sound = at.but(may_fail=False)
        return {
            "kind": "transform",
            "name": self.name("t"),
            "before": self.acts(sound, self.rng.randrange(2)),
            "each": self.acts(sound, self.rng.randrange(2)) + [self.chunk() for _ in range(self.rng.choice((1, 1, 1, 2)))],
            "after": self.acts(at, self.rng.randrange(2)) + [self.chunk() for _ in range(self.rng.choice((0, 0, 1)))],
        }

    def chunks(self):
        """Chunks mostly go together."""
        make = self.rng.choice((
            lambda: self.text(),
            lambda: self.text(),
            lambda: self.rng.randrange(50),
            lambda: [self.literal(1)],
            lambda: self.literal(),
        ))
        chunks = [{"act": "chunk", "value": {"value": make()}} for _ in range(self.rng.randrange(1, 4))]
        if self.chance(0.1):
            chunks.append(self.chunk())
        return chunks

    def chunk(self):
        return {"act": "chunk", "value": self.expression()}

    def choose_node(self, at):
        inner = at.but(ordered=True)
        nodes = [self.node(inner) for _ in range(self.rng.randrange(1, 3))]
        return {"kind": "choose", "name": self.name("c"), "acts": self.acts(at, self.rng.randrange(2)), "nodes": nodes}

    def sequence_node(self, at):
        steps = []
        situation = at
        for _ in range(self.rng.randrange(2, 4)):
            step = self.node(situation)
            steps.append(step)
            situation = situation.but(
                list_input=self.output_is_list(step, situation.list_input),
                ordered=not gives_branches(step),
                concurrent=situation.concurrent and not fails_late(step),
            )
        return {"kind": "sequence", "steps": steps}

    def parallel_node(self, at):
        several = at.concurrent and self.chance(0.7)
        names = self.rng.sample(BRANCHES, self.rng.randrange(2, 4) if several else 1)
        inner = at.but(may_fail=False) if several else at
        return {"kind": "parallel", "branches": {name: self.node(inner) for name in names}}

    def map_node(self, at):
        return {"kind": "map", "node": self.node(self.at_once(at, False))}

    def at_once(self, at, single):
        """Returns what a node may do of which several runs go on at once."""
        inner = at.but(list_input=False, ordered=True)
        return inner if single else inner.but(may_fail=False, repeated=True)

    def retry_node(self, at):
        return {"kind": "retry", "attempts": self.rng.randrange(1, 4), "node": self.part(at.but(ordered=True), "config")}

    def fallbacks_node(self, at):
        first = self.node(at.but(ordered=True, may_fail=True))
        if fails_late(first) and not at.may_fail:  # A stream is not replaced any more.
            first = self.node(at.but(ordered=True))
        others = [self.node(at.but(ordered=True)) for _ in range(self.rng.randrange(1, 3))]
        return {"kind": "fallbacks", "node": first, "others": others}

    def config_node(self, at):
        return {"kind": "config", "node": self.part(at, "config", "map"), "config": self.config()}

    def part(self, at, *likely):
        """Returns a node that is more often of these kinds, which there are rules for and which few would be of."""
        likely = [kind for kind in likely if kind in self.kinds and (kind != "map" or at.list_input)]
        if likely and at.depth <= MAX_DEPTH and self.chance(0.25):
            return getattr(self, f"{self.rng.choice(likely)}_node")(at.but(depth=at.depth + 1))
        return self.node(at)

    def output_is_list(self, node, list_input):
        kind = node["kind"]
        if kind == "function":
            return self.gives_list(node["result"], list_input)
        if kind == "sequence":
            for step in node["steps"]:
                list_input = self.output_is_list(step, list_input)
            return list_input
        if kind in ("retry", "config"):
            return self.output_is_list(node["node"], list_input)
        if kind in ("fallbacks", "choose"):
            return all(self.output_is_list(each, list_input) for each in children(node))
        return kind == "map"

    # Acts

    def acts(self, at, count):
        return [self.act(at) for _ in range(count)]

    def act(self, at):
        kind = self.rng.randrange(10)
        if kind < 5 or (kind < 9 and at.depth > MAX_DEPTH):
            return self.dispatch()
        if kind < 9:
            return self.call(at)
        return self.fail(at) if at.may_fail else self.dispatch()

    def dispatch(self):
        self.events += 1
        name = self.rng.choice(SHARED_NAMES) if self.chance(0.1) else f"e{self.events}"
        self.event_names.append(name)
        data = {"wrapped": "input"} if self.chance(0.1) else self.expression()
        act = {"act": "dispatch", "event": name, "data": data, "explicit": self.chance(0.5)}
        if self.chance(0.25):
            act["config"] = self.event_config()
        return act

    def call(self, at):
        how = self.rng.choice(("invoke", "invoke", "stream", "batch"))
        caught = self.chance(0.3)
        may_fail = at.may_fail or caught
        if how == "batch":
            size = self.rng.randrange(1, 4) if at.concurrent else 1
            input_value = {"repeated": size}
            inner = self.at_once(at.but(may_fail=may_fail), size == 1)
        else:
            input_value = self.expression()
            list_input = self.gives_list(input_value, False)
            inner = at.but(may_fail=may_fail, list_input=list_input, ordered=True)
        node = self.node(inner)
        act = {
            "act": "call",
            "how": how,
            "node": node,
            "input": input_value,
            "explicit": self.chance(0.5),
            "caught": caught,
        }
        if how == "stream" and gives_branches(node):
            act["counted"] = True
        if self.chance(0.5):
            act["config"] = self.config()
        return act

    def fail(self, at):
        self.events += 1
        act = {"act": "fail", "message": f"failure {self.events}"}
        if not at.repeated and self.chance(0.5):
            act["times"] = self.rng.randrange(1, 3)
        return act


def children(node):
    """Returns the runnables that a node is made of."""
    nodes = list(node.get("steps", [])) + list(node.get("branches", {}).values()) + list(node.get("others", []))
    nodes += node.get("nodes", [])
    if "node" in node:
        nodes.insert(0, node["node"])
    return nodes


def acts_of(node):
    return [act for phase in ("acts", "before", "each", "after") for act in node.get(phase, [])]


def called(node):
    return [act["node"] for act in acts_of(node) if act["act"] == "call"]


def is_concurrent(node):
    """Returns whether several runs go on at once."""
    return (
        node["kind"] == "map"
        or len(node.get("branches", {})) > 1
        or any(act.get("how") == "batch" and act["input"]["repeated"] > 1 for act in acts_of(node))
        or any(is_concurrent(each) for each in children(node) + called(node))
    )


def gives_branches(node):
    """Returns whether the chunks of a node come from several branches, in any order."""
    if node["kind"] == "sequence":
        return gives_branches(node["steps"][-1])
    if node["kind"] == "parallel":
        return len(node["branches"]) > 1 or any(gives_branches(each) for each in node["branches"].values())
    return any(gives_branches(each) for each in children(node))


def fails_late(node):
    """Returns whether a node may fail when it has given a chunk already."""
    if node["kind"] in ("chunks", "transform"):
        return any(act["act"] in ("call", "fail") for act in acts_of(node))
    return any(fails_late(each) for each in children(node))


def root_start(program):
    """Returns the name and the tags of the first event."""
    node = program["root"]
    config = program.get("config", {})
    name = config.get("run_name")
    tags = list(config.get("tags", []))
    while node["kind"] in ("config", "retry"):
        bound = node.get("config", {})
        name = name or bound.get("run_name")
        tags += bound.get("tags", [])
        node = node["node"]
    return name or node.get("name") or "", tags


def passes(start, event_type, filters):
    """Returns whether filters let the start of a run pass, for certain."""
    name, tags = start
    if any(key.startswith("include") for key in filters):
        included = name in filters.get("include_names", []) or event_type in filters.get("include_types", [])
        included = included or any(tag in filters.get("include_tags", []) for tag in tags)
        if not included:
            return False
    return (
        bool(name)
        and name not in filters.get("exclude_names", [])
        and event_type not in filters.get("exclude_types", [])
        and not any(tag in filters.get("exclude_tags", []) for tag in tags)
    )


def main():
    count, seed = int(sys.argv[1]), sys.argv[2]
    kinds = tuple(sys.argv[3:]) or KINDS
    for number in range(count):
        program = Generator(random.Random(f"{seed}/{number}"), kinds).program()
        print(json.dumps({"id": f"{seed}/{number}", **program}, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
