"""The client of langgraph-sdk, unchanged, against a server of Runcast."""

import asyncio
import inspect
import json
import re
import sys
import warnings
from urllib.parse import urlsplit

import httpx
from langgraph_sdk import get_client, get_sync_client
from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.schema import Config

warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*checkpoint_during")
warnings.filterwarnings("error", message="Reconnecting without a Last-Event-ID")
BASE = sys.argv[1]


def client(url=BASE):
    return get_client(url=url, api_key=None)


async def all_of(stream):
    return [part async for part in stream]


class Breaking:
    """Passes bytes on to the server, and breaks each stream of events off after as many bytes as `cuts` says, while there are any."""

    def __init__(self, *cuts):
        self.cuts = list(cuts)

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.url = "http://127.0.0.1:%d" % self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error):
        self.server.close()

    async def serve(self, reader, writer):
        target = urlsplit(BASE)
        up_reader, up_writer = await asyncio.open_connection(target.hostname, target.port)
        forward = asyncio.create_task(self.forward(reader, up_writer))
        seen, is_stream = 0, False
        try:
            while data := await up_reader.read(65536):
                is_stream |= b"text/event-stream" in data
                if is_stream and self.cuts and seen + len(data) > self.cuts[0]:
                    writer.write(data[: max(0, self.cuts.pop(0) - seen)])
                    await writer.drain()
                    break
                seen += len(data)
                writer.write(data)
                await writer.drain()
        finally:
            forward.cancel()
            writer.close()
            up_writer.close()

    @staticmethod
    async def forward(reader, writer):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


async def test_assistants():
    found = await client().assistants.search(limit=100)
    assert {"bar", "foo"} <= {each["assistant_id"] for each in found}, found
    assert (await client().assistants.get("foo"))["graph_id"] == "foo"


async def test_the_server_knows_what_it_does_with_each_key():
    with open(sys.argv[2]) as file:
        table, sent = json.load(file), {}

    def hear(request):
        name = "POST " + re.sub("^(/threads/.*)?/runs", "runs", request.url.path)
        sent.setdefault(name, set()).update(json.loads(request.content))
        return httpx.Response(400)

    stub = LangGraphClient(httpx.AsyncClient(base_url="http://server", transport=httpx.MockTransport(hear)))

    async def send(method, *arguments):
        """Gives a method a value for each of its parameters that have a name."""
        values = {"config": {"tags": []}, "command": {"resume": 1}, "metadata": {}, "supersteps": [], "ttl": 5}
        values["response_format"] = "array"
        names = [
            name
            for name, parameter in inspect.signature(method).parameters.items()
            if parameter.kind == parameter.KEYWORD_ONLY and name not in ("headers", "params", "on_run_created", "version")
        ]
        try:
            answer = method(*arguments, **{name: values.get(name, "x") for name in names})
            await (all_of(answer) if inspect.isasyncgen(answer) or hasattr(answer, "__anext__") else answer)
        except httpx.HTTPStatusError:
            pass
        except Exception as error:
            assert getattr(error, "response", None) is not None, error

    for thread in (None, "t"):
        await send(stub.runs.stream, thread, "foo")
        await send(stub.runs.wait, thread, "foo")
    await send(stub.threads.create)
    await send(stub.assistants.search)
    assert set(sent) == {"POST runs/stream", "POST runs/wait", "POST /threads", "POST /assistants/search"}, sent
    for name, keys in sent.items():
        assert keys <= set(table[name]), (name, keys - set(table[name]))
    assert set(Config.__annotations__) <= set(table["config"]), Config.__annotations__


async def test_a_recursion_limit_of_textbooks():
    assert await client().runs.wait(None, "foo", input="tea", config={"recursion_limit": 100}) == {"output": "TEA"}


async def test_stream_of_a_thread():
    threads = client().threads
    thread = await threads.create(metadata={"user": "ada"})
    assert (await threads.get(thread["thread_id"]))["metadata"] == {"user": "ada"}
    created = []
    parts = await all_of(
        client().runs.stream(
            thread["thread_id"],
            "bar",
            input="tea",
            stream_mode=["events", "custom", "values"],
            config={"tags": ["t"], "metadata": {"user": "ada"}},
            metadata={"run": "mine"},
            on_run_created=created.append,
        )
    )
    run_id = parts[0].data["run_id"]
    assert created == [{"run_id": run_id, "thread_id": thread["thread_id"]}], created
    assert [part.id for part in parts] == [str(i + 1) for i in range(len(parts))]
    events = [part.data for part in parts if part.event == "events"]
    assert (events[0]["event"], events[0]["run_id"], events[0]["tags"]) == ("on_chain_start", run_id, ["t"]), events[0]
    assert events[0]["metadata"] == {"user": "ada", "run": "mine"}, events[0]
    custom = [part.data for part in parts if part.event == "custom"]
    assert custom == [event for event in events if event["event"] == "on_custom_event"], custom
    assert (custom[0]["name"], custom[0]["data"]) == ("event1", {"x": "tea"}), custom
    configurable = [each["data"] for each in custom if each["name"] == "configurable"]
    assert configurable == [{"thread_id": thread["thread_id"]}], configurable
    assert [part.data for part in parts if part.event == "values"] == [{"output": "TEA!"}]
    assert (await threads.get_state(thread["thread_id"]))["values"] == {"output": "TEA!"}
    assert (await client().runs.get(thread["thread_id"], run_id))["status"] == "success"


async def test_stream_of_parts():
    parts = await all_of(client().runs.stream(None, "foo", input="tea", stream_mode="custom", version="v2"))
    assert [part["type"] for part in parts] == ["metadata", "custom", "custom", "custom"], parts
    assert (parts[1]["data"]["name"], parts[1]["data"]["data"]) == ("event1", {"x": "tea"}) and parts[1]["ns"] == []


async def test_characters_that_are_cut():
    parts = await all_of(client().runs.stream(None, "emoji", input="a😀b", stream_mode=["events", "values"]))
    events = [part.data for part in parts if part.event == "events"]
    assert [event["data"]["chunk"] for event in events if event["event"] == "on_chain_stream"] == ["a", "😀", "b"]
    assert [event["data"]["line"] for event in events if event["name"] == "lines"] == ["a\u2028b\u2029c\u0085d"]
    assert parts[-1].data == {"output": "a😀b"}, parts[-1]


async def test_wait():
    runs = client().runs
    assert await runs.wait(None, "sum", input={"a": 1, "b": 2}) == {"output": 3}
    thread = await client().threads.create()
    assert await runs.wait(thread["thread_id"], "search", input="tea") == {"found": ["tea"]}
    try:
        await runs.wait(None, "broken", input="tea")
    except Exception as error:
        assert str(error) == "InternalServerError: Internal Server Error", error
    else:
        raise AssertionError("There was no error.")


def test_synchronous_client():
    sync = get_sync_client(url=BASE, api_key=None)
    parts = list(sync.runs.stream(None, "foo", input="tea", stream_mode="values"))
    assert [part.event for part in parts] == ["metadata", "values"] and parts[1].data == {"output": "TEA"}


async def test_errors():
    parts = await all_of(client().runs.stream(None, "half", input="tea", stream_mode=["custom"]))
    assert [part.event for part in parts] == ["metadata", "custom", "error"], parts
    assert parts[2].data == {"error": "InternalServerError", "message": "Internal Server Error"}
    for status, word, call in [
        (404, "nothing", lambda: all_of(client().runs.stream(None, "nothing", input="tea"))),
        (422, "custom", lambda: all_of(client().runs.stream(None, "foo", input="tea", stream_mode="updates"))),
        (422, "webhook", lambda: all_of(client().runs.stream(None, "foo", input="tea", webhook="http://localhost"))),
        (404, "thread", lambda: client().threads.get("00000000-0000-4000-8000-000000000000")),
    ]:
        try:
            await call()
        except Exception as error:
            assert error.response.status_code == status and word in error.response.text, error
        else:
            raise AssertionError("There was no error.")


async def test_cancel():
    thread = (await client().threads.create())["thread_id"]
    stream = client().runs.stream(
        thread, "ticks", input={"count": 100000, "pauseMillis": 5}, stream_mode="custom", stream_resumable=True
    )
    run_id = (await anext(stream)).data["run_id"]
    await client().runs.cancel(thread, run_id, wait=True)
    rest = await all_of(stream)
    assert rest[-1].data == {"error": "Cancelled", "message": "The run was cancelled."}, rest[-1]
    assert (await client().runs.get(thread, run_id))["status"] == "interrupted"


async def test_reconnects_by_itself():
    thread = (await client().threads.create())["thread_id"]
    async with Breaking(2000, 700, 1500) as breaking:
        parts = await all_of(
            client(breaking.url).runs.stream(
                thread,
                "ticks",
                input={"count": 400, "pauseMillis": 10},
                stream_mode=["custom", "events", "values"],
                stream_resumable=True,
            )
        )
        assert not breaking.cuts
    assert [part.id for part in parts] == [str(i + 1) for i in range(len(parts))]
    run_id = parts[0].data["run_id"]
    assert await all_of(client().runs.join_stream(thread, run_id, last_event_id="-1")) == parts
    assert [part.data["data"]["n"] for part in parts if part.event == "custom"] == list(range(1, 401))
    assert parts[-1].data == {"ticks": 400}
    assert await all_of(client().runs.join_stream(thread, run_id, last_event_id="7")) == parts[7:]
    assert await client().runs.join(thread, run_id) == {"ticks": 400}


for name, test in list(globals().items()):
    if name.startswith("test_"):
        asyncio.run(test()) if asyncio.iscoroutinefunction(test) else test()
