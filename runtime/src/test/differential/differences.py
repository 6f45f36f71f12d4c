"""Where Runcast differs from langchain-core on purpose, as rules: each has langchain-core do what Runcast does.

A rule is a function that returns patches of langchain-core, and names the row of docs/semantics.md, "Differences from LangChain",
which tells users of it. The expected events of a program are those of langchain-core with all rules.
"""

from unittest import mock

from langchain_core.callbacks.base import BaseCallbackManager
from langchain_core.runnables import base, fallbacks, retry
from langchain_core.runnables.base import Runnable, RunnableBinding, RunnableBindingBase, RunnableEach, RunnableGenerator
from langchain_core.runnables.config import patch_config
from langchain_core.runnables.fallbacks import RunnableWithFallbacks
from langchain_core.runnables.retry import RunnableRetry
from langchain_core.runnables.utils import AddableDict, _RootEventFilter
from langchain_core.tracers._streaming import _StreamingCallbackHandler
from langchain_core.tracers.event_stream import _AstreamEventsCallbackHandler

RULES = {}
ROWS = {}


def differs_from(row):
    """Makes a rule of a function. The row is what the table says of LangChain."""

    def register(patches):
        RULES[patches.__name__] = patches
        ROWS[patches.__name__] = row
        return patches

    return register


async def total(chunks):
    """Returns the sum of chunks, as a step gets it that takes its whole input."""
    accumulated = base._ChunkAccumulator(stop_after_unaddable=False)
    async for chunk in chunks:
        accumulated.add(chunk)
    return accumulated.value


async def only(value):
    yield value


def child_config(config, run_manager):
    return patch_config(config, callbacks=run_manager.get_child())


def patches_of(owner, **methods):
    return [mock.patch.object(owner, name, method) for name, method in methods.items()]


def streamed(owner, transform):
    """Has a runnable stream as most do: it starts with the first chunk of its input, and its chunks are events."""

    async def atransform(self, input, config=None, **kwargs):
        async def bound(chunks, run_manager, config):
            async for chunk in transform(self, chunks, run_manager, config):
                yield chunk

        async for chunk in self._atransform_stream_with_config(input, bound, config):
            yield chunk

    async def astream(self, input, config=None, **kwargs):
        async for chunk in self.atransform(only(input), config):
            yield chunk

    return patches_of(owner, atransform=atransform, astream=astream, astream_events=Runnable.astream_events)


async def first_that_starts(streams, failure_that_counts):
    """Gives the chunks of the first stream that does not fail before it has given one."""
    failures = []
    for stream in streams:
        try:
            chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except Exception as failure:
            failures.append(failure)
            continue
        yield chunk
        async for chunk in stream:
            yield chunk
        return
    raise failures[failure_that_counts]


@differs_from("A tag that is given twice in one config is there twice.")
def tags_are_there_once():
    add_tags = BaseCallbackManager.add_tags

    def add_tags_once(self, tags, inherit=True):
        add_tags(self, list(dict.fromkeys(tags)), inherit)

    return patches_of(BaseCallbackManager, add_tags=add_tags_once)


@differs_from(
    "The first event of a stream gets the root's input, even a custom event, whose data are changed by it or which ends the"
    " stream."
)
def only_a_start_gets_the_input():
    stream_events = base._astream_events_implementation_v2

    async def filtered(runnable, value, config=None, **filters):
        admits = _RootEventFilter(**filters).include_event
        first = None
        async for event in stream_events(runnable, value, config):  # whose first event is the root's start
            kind = event["event"]
            if not event["parent_ids"] and kind == "on_chain_end":
                event["data"]["input"] = value
            if not admits(event, event["name"] if kind == "on_custom_event" else "chain"):
                continue
            if first is None:
                first = event["run_id"] if kind == "on_chain_start" else "none"
                if kind == "on_chain_start":
                    event["data"]["input"] = value
            elif event["run_id"] == first and kind == "on_chain_end":
                del event["data"]["input"]
            yield event

    return patches_of(base, _astream_events_implementation_v2=filtered)


@differs_from("An input that is null, false, 0 or empty is told as `{}` at the end of its run.")
def empty_inputs_are_told():
    async def on_chain_end(self, outputs, *, run_id, **kwargs):
        run = self.run_map.pop(run_id)
        event = {
            "event": "on_chain_end",
            "data": {"output": outputs, "input": kwargs["inputs"] if "inputs" in kwargs else run["inputs"]},
            "run_id": str(run_id),
            "name": run["name"],
            "tags": run["tags"],
            "metadata": run["metadata"],
            "parent_ids": self._get_parent_ids(run_id),
        }
        self._send(event, "chain")

    return patches_of(_AstreamEventsCallbackHandler, on_chain_end=on_chain_end)


@differs_from("A generator that is invoked starts without its input, and fails where its chunks do not go together.")
def invoked_generators_know_their_input():
    async def ainvoke(self, input, config=None, **kwargs):
        async def body(value, run_manager, config):
            chunks = self._atransform(only(value), child_config(config, run_manager))
            for handler in run_manager.handlers:
                if isinstance(handler, _StreamingCallbackHandler):
                    chunks = handler.tap_output_aiter(run_manager.run_id, chunks)
            return await total(chunks)

        return await self._acall_with_config(body, input, config)

    return patches_of(RunnableGenerator, ainvoke=ainvoke)


@differs_from(
    "Of chunks that do not go together the last one counts: of all branches of a parallel run, where those of one do not, and of"
    " all that follow, for what is told of a run. Booleans are added as numbers, and maps to chunks of branches."
)
def chunks_are_added_by_one_rule():
    class Sum(base._ChunkAccumulator):
        def _add(self, chunk):
            self._value = chunk if self._value is None else plus(self._value, chunk)

    def plus(first, more):
        if isinstance(first, AddableDict) and isinstance(more, AddableDict):
            added = AddableDict(first)
            for branch, chunk in more.items():
                if added.get(branch) is None:
                    added[branch] = chunk
                elif chunk is not None:
                    added[branch] = plus(added[branch], chunk)
            return added
        if any(isinstance(each, (bool, dict)) for each in (first, more)):
            return more
        try:
            return first + more
        except TypeError:
            return more

    return patches_of(base, _ChunkAccumulator=Sum)


@differs_from("A map has no event stream, and as a step of a streamed sequence it is called.")
def maps_are_streamed():
    async def transform(self, chunks, run_manager, config):
        yield await self.bound.abatch(await total(chunks), child_config(config, run_manager))

    return streamed(RunnableEach, transform)


@differs_from("A config that is bound to a map is bound to what is run for each element.")
def config_of_a_map_is_its_own():
    return patches_of(RunnableEach, with_config=Runnable.with_config)


@differs_from("A retried runnable that is streamed is not retried.")
def retries_when_streamed():
    def attempt(self, number, value, run_manager, config):
        tag = f"retry:attempt:{number}" if number > 1 else None
        return self.bound.astream(value, retry.patch_config(config, callbacks=run_manager.get_child(tag)))

    async def transform(self, chunks, run_manager, config):
        value = await total(chunks)
        numbers = range(1, self.max_attempt_number + 1)
        attempts = [attempt(self, number, value, run_manager, config) for number in numbers]
        async for chunk in first_that_starts(attempts, -1):
            yield chunk

    return streamed(RunnableRetry, transform)


@differs_from("A config that was bound before `with_retry` is the retry's.")
def attempts_have_what_was_bound():
    return patches_of(RunnableBinding, with_retry=Runnable.with_retry)


@differs_from(
    "Fallbacks are siblings of their run when it is invoked, and take over its name. In a batch they fail as the last one did."
)
def fallbacks_are_children():
    async def ainvoke(self, input, config=None, **kwargs):
        async def body(value, run_manager, config):
            first = None
            for runnable in self.runnables:
                try:
                    return await runnable.ainvoke(value, fallbacks.patch_config(config, callbacks=run_manager.get_child()))
                except Exception as failure:
                    first = first or failure
            raise first

        return await self._acall_with_config(body, input, config)

    return patches_of(RunnableWithFallbacks, ainvoke=ainvoke, abatch=Runnable.abatch)


@differs_from(
    "Fallbacks as a step of a streamed sequence start when the step before has ended, and tell no chunks. One that gives none"
    " counts as failed."
)
def fallbacks_are_streamed():
    async def transform(self, chunks, run_manager, config):
        value = await total(chunks)
        async for chunk in first_that_starts([each.astream(value, config) for each in self.runnables], 0):
            yield chunk

    return streamed(RunnableWithFallbacks, transform)


@differs_from("`with_config` on a bound runnable replaces whole keys.")
def bound_configs_are_merged():
    return patches_of(RunnableBinding, with_config=Runnable.with_config)


@differs_from(
    "When a bound config is merged with a call's inside a run, each is first laid over the current run's, so that values of the"
    " current run can win over bound ones."
)
def only_two_configs_are_merged():
    def merge(self, call):
        if isinstance(self, RunnableRetry):  # It binds nothing.
            return call
        merged = {**self.config}
        for key, value in (call or {}).items():
            if key == "tags":
                merged[key] = [*merged.get(key, []), *value]
            elif key in ("metadata", "configurable"):
                merged[key] = {**merged.get(key, {}), **value}
            elif value is not None:
                merged[key] = value
        return {**merged, "tags": sorted(set(merged["tags"]))} if "tags" in merged else merged

    def part_config(config, *, callbacks=None, **changes):
        """Makes the config for a part of a runnable, without the metadata of the runnable's run, which the callbacks have."""
        patched = patch_config(config, callbacks=callbacks, **changes)
        return patched if callbacks is None else {**patched, "metadata": {}}

    return [
        *patches_of(RunnableBindingBase, _merge_configs=merge),
        *(mock.patch.object(module, "patch_config", part_config) for module in (base, fallbacks, retry)),
    ]
