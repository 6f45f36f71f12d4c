"""The RemoteRunnable of langserve, unchanged, against a server of Runcast."""

import asyncio
import json
import sys
import uuid

import httpx
from langchain_core.callbacks import AsyncCallbackHandler
from langchain_core.runnables import RunnableConfig
from langserve import RemoteRunnable

BASE = sys.argv[1]
CONFIG = {"tags": ["foo", "bar"], "metadata": {"user": "ada"}, "configurable": {"thread_id": "t1"}}


def remote(name):
    return RemoteRunnable(f"{BASE}/{name}")


async def events(runnable, value, config=None, **filters):
    return [event async for event in runnable.astream_events(value, config, **filters)]


def test_invoke():
    assert remote("foo").invoke("tea") == "TEA"
    assert remote("foo").invoke("tea", CONFIG) == "TEA"
    assert remote("sum").invoke({"a": 1, "b": 2}) == 3
    assert remote("search").invoke("tea") == {"found": ["tea"]}


async def test_ainvoke():
    assert await remote("bar").ainvoke("tea") == "TEA!"


def test_batch():
    assert remote("foo").batch(["a", "b", "c"]) == ["A", "B", "C"]
    assert remote("foo").batch(["a", "b"], [CONFIG, {"tags": ["other"]}]) == ["A", "B"]
    assert remote("sum").batch([{"a": 1, "b": 2}, {"a": 3, "b": 4}]) == [3, 7]


async def test_abatch():
    assert await remote("foo").abatch(["a", "b"], CONFIG) == ["A", "B"]
    assert await remote("foo").abatch(["a", "b", "c"], {"max_concurrency": 2, "recursion_limit": 100}) == ["A", "B", "C"]


def test_stream():
    assert list(remote("story").stream("Ada")) == ["Once ", "there was ", "Ada", "."]
    assert list(remote("foo").stream("tea")) == ["TEA"]


async def test_astream():
    assert [chunk async for chunk in remote("steps").astream("ada")] == ["Once ", "there was ", "ADA", "."]


async def test_characters_that_are_cut():
    assert list(remote("emoji").stream("a😀b")) == ["a", "😀", "b"]
    assert remote("emoji").invoke("a😀b") == "a😀b"
    seen = await events(remote("emoji"), "a😀b")
    assert [event["data"]["chunk"] for event in seen if event["event"] == "on_chain_stream"] == ["a", "😀", "b"]
    assert [event["data"]["line"] for event in seen if event["name"] == "lines"] == ["a\u2028b\u2029c\u0085d"], seen
    log = None
    async for patch in remote("emoji").astream_log("a😀b"):
        log = patch if log is None else log + patch
    assert (log.state["final_output"], log.state["streamed_output"]) == ("a😀b", ["a", "😀", "b"]), log.state


async def test_custom_events_with_tags_and_metadata():
    seen = await events(remote("foo"), "tea", CONFIG, version="v2")
    custom = [event for event in seen if event["event"] == "on_custom_event"]
    assert [event["name"] for event in custom] == ["event1", "event2", "configurable"], custom
    assert custom[0]["data"] == {"x": "tea"}
    assert custom[1]["data"] == [5, {"line": "two\nlines"}]
    assert custom[2]["data"] == {"thread_id": "t1"}
    for event in seen:
        assert set(CONFIG["tags"]) <= set(event["tags"]), event
        assert event["metadata"]["user"] == "ada", event
        assert event["parent_ids"] == []
        uuid.UUID(event["run_id"])
    assert [event["event"] for event in seen] == ["on_chain_start"] + ["on_custom_event"] * 3 + [
        "on_chain_stream",
        "on_chain_end",
    ]
    assert seen[0]["data"] == {"input": "tea"}
    assert seen[-1]["data"] == {"output": "TEA"}


async def test_events_of_runs_below():
    seen = await events(remote("bar"), "tea")
    root, child = seen[0]["run_id"], seen[1]["run_id"]
    assert (seen[0]["name"], seen[1]["name"]) == ("bar", "foo")
    custom = [event for event in seen if event["event"] == "on_custom_event"]
    assert all(event["run_id"] == child and event["parent_ids"] == [root] for event in custom), custom


async def test_filters():
    def names(seen):
        return [event["name"] for event in seen]

    assert names(await events(remote("bar"), "tea", include_names=["event1"])) == ["event1"]
    assert names(await events(remote("bar"), "tea", include_types=["event2"])) == ["event2"]
    assert names(await events(remote("bar"), "tea", include_tags=["none"])) == []
    assert set(names(await events(remote("bar"), "tea", exclude_types=["chain"]))) == {"event1", "event2", "configurable"}
    assert "event1" not in names(await events(remote("bar"), "tea", exclude_names=["event1"]))
    assert names(await events(remote("bar"), "tea", CONFIG, exclude_tags=["foo"])) == []


async def test_log():
    log = None
    async for patch in remote("bar").astream_log("tea", CONFIG):
        log = patch if log is None else log + patch
    state = log.state
    assert (state["name"], state["type"]) == ("bar", "chain")
    assert state["final_output"] == "TEA!" and state["streamed_output"] == ["TEA!"]
    entry = state["logs"]["foo"]
    assert entry["final_output"] == {"output": "TEA"} and entry["end_time"], entry
    assert set(entry["tags"]) == {"foo", "bar"} and entry["metadata"]["user"] == "ada", entry


async def test_log_of_chunks():
    log = None
    outputs = []
    async for patch in remote("steps").astream_log("ada", exclude_names=["foo"]):
        log = patch if log is None else log + patch
        outputs += [op["value"] for op in patch.ops if op["path"] == "/final_output"]
    assert outputs == ["Once ", "Once there was ", "Once there was ADA", "Once there was ADA."], outputs
    assert list(log.state["logs"]) == ["story"]
    assert log.state["logs"]["story"]["streamed_output"] == ["Once ", "there was ", "ADA", "."]


def status_of(call):
    try:
        call()
    except httpx.HTTPStatusError as error:
        assert "secret" not in str(error), error
        return error.response.status_code, str(error)
    raise AssertionError("There was no error.")


def test_errors_before_the_answer():
    status, message = status_of(lambda: remote("sum").invoke({"a": "one", "b": 2}))
    assert status == 422 and '"loc":["body","input","a"]' in message, message
    answer = httpx.post(f"{BASE}/foo/invoke", json={"input": "tea", "kwargs": {"stop": ["."]}})
    assert answer.status_code == 422 and "kwargs" in answer.text, answer.text
    assert status_of(lambda: remote("broken").invoke("tea"))[0] == 500
    assert status_of(lambda: remote("broken").batch(["tea"]))[0] == 500
    assert status_of(lambda: remote("nothing").invoke("tea"))[0] == 404


def test_errors_during_the_answer():
    chunks = []
    status, message = status_of(lambda: chunks.extend(remote("half").stream("tea")))
    assert (status, message) == (500, "Internal Server Error")


async def test_errors_of_event_streams():
    seen = []
    try:
        async for event in remote("half").astream_events("tea"):
            seen.append(event)
    except httpx.HTTPStatusError as error:
        assert error.response.status_code == 500
    else:
        raise AssertionError("There was no error.")
    assert any(event["name"] == "event1" for event in seen), seen


def test_config_in_the_path():
    from langserve.lzstring import LZString

    hashed = LZString.compressToEncodedURIComponent(json.dumps({"tags": ["hashed"], "configurable": {"ü": "✓"}}))
    seen = asyncio.run(events(RemoteRunnable(f"{BASE}/foo/c/{hashed}"), "tea", CONFIG))
    assert set(seen[0]["tags"]) == {"foo", "bar", "hashed"}, seen[0]
    configurable = [event["data"] for event in seen if event["name"] == "configurable"]
    assert configurable == [{"ü": "✓", "thread_id": "t1"}], configurable
    assert RemoteRunnable(f"{BASE}/foo/c/{hashed}").invoke("tea") == "TEA"
    assert status_of(lambda: RemoteRunnable(f"{BASE}/foo/c/nonsense").invoke("tea"))[0] == 400


class Watching(AsyncCallbackHandler):
    def __init__(self):
        self.ended = []

    async def on_chain_end(self, outputs, **kwargs):
        self.ended.append(outputs)


async def test_handlers_of_the_client_hear_of_its_own_run():
    watching = Watching()
    assert await remote("foo").ainvoke("tea", {"callbacks": [watching]}) == "TEA"
    assert watching.ended == ["TEA"]


async def test_the_server_knows_what_it_does_with_each_key():
    table, sent = json.load(open(sys.argv[2])), {}

    def hear(request):
        name = "POST " + request.url.path.rsplit("/", 1)[1]
        sent.setdefault(name, set()).update(json.loads(request.content))
        return httpx.Response(500)

    client = RemoteRunnable("http://server/foo", client_kwargs={"transport": httpx.MockTransport(hear)})
    filters = {f"{what}_{kind}": ["x"] for what in ("include", "exclude") for kind in ("names", "types", "tags")}
    for call in [
        lambda: client.ainvoke("tea"),
        lambda: client.abatch(["tea"]),
        lambda: events_of(client.astream("tea")),
        lambda: events_of(client.astream_events("tea", version="v2", **filters)),
        lambda: events_of(client.astream_log("tea", **filters)),
    ]:
        try:
            await call()
        except httpx.HTTPStatusError:
            pass
    assert set(sent) == {name for name in table if name.split(" ")[-1] in
                         ("invoke", "batch", "stream", "stream_events", "stream_log")}, sent
    for name, keys in sent.items():
        assert keys <= set(table[name]), (name, keys - set(table[name]))
    config = set(RunnableConfig.__annotations__) - {"callbacks"}  # which the client keeps
    assert config <= set(table["config"]), config - set(table["config"])


async def events_of(stream):
    return [event async for event in stream]


for name, test in list(globals().items()):
    if name.startswith("test_"):
        asyncio.run(test()) if asyncio.iscoroutinefunction(test) else test()
