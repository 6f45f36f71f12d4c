"""The client of langgraph-sdk and the RemoteGraph of langgraph, unchanged, against a server of Runcast."""

import asyncio
import inspect
import json
import re
import sys
import warnings
from urllib.parse import urlsplit

import httpx
from langchain_core.messages import AIMessageChunk
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.pregel.remote import RemoteGraph
from langgraph_sdk import get_client, get_sync_client
from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.schema import Config, RunCreate

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
        except asyncio.CancelledError:
            pass  # The test is over, and asyncio would print this.
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
        path = re.sub("^(/threads/[^/]*)?/runs", "runs", request.url.path)
        path = re.sub("^/threads/t($|/)", r"/threads/{thread_id}\1", path)
        name = request.method + " " + re.sub("/r($|/)", r"/{run_id}\1", path).replace("/foo", "/{assistant_id}")
        name = re.sub("/c$", "/{checkpoint_id}", name)
        if request.content:
            content = json.loads(request.content)
            sent.setdefault(name, set()).update(*(content if isinstance(content, list) else [content]))
        if request.url.query:
            sent.setdefault("query of " + name, set()).update(request.url.params)
        return httpx.Response(400)

    stub = LangGraphClient(httpx.AsyncClient(base_url="http://server", transport=httpx.MockTransport(hear)))

    async def send(method, *arguments):
        """Gives a method a value for each of its parameters that have a name."""
        values = {"config": {"tags": []}, "command": {"resume": 1}, "metadata": {}, "supersteps": [], "ttl": 5}
        values |= {"response_format": "array", "ids": ["x"], "checkpoint": {"checkpoint_id": "x"}, "checkpoint_id": None}
        values |= {"include": ["x"], "select": ["x"], "xray": True, "subgraphs": True, "cancel_on_disconnect": True}
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
        await send(stub.runs.create, thread, "foo")
    await send(stub.runs.create_batch, [{key: "x" for key in RunCreate.__annotations__}])
    await send(stub.threads.create)
    await send(stub.threads.update, "t")
    await send(stub.threads.search)
    await send(stub.threads.count)
    await send(stub.threads.prune, ["x"])
    await send(stub.threads.get_state, "t", {"checkpoint_id": "x"})
    await send(stub.threads.get_history, "t")
    await send(stub.assistants.search)
    await send(stub.assistants.count)
    await send(stub.threads.get, "t")
    await send(stub.threads.get_state, "t")
    await send(stub.threads.get_state, "t", None, "c")
    await send(stub.assistants.get_graph, "foo")
    await send(stub.runs.list, "t")
    await send(stub.runs.cancel, "t", "r")
    await send(stub.runs.join, "t", "r")
    await send(stub.runs.join_stream, "t", "r")
    others = {"query of GET /threads/{thread_id}/history", "query of GET runs/{run_id}/join", "query of POST runs/stream"}
    others |= {"config", "checkpoint", "POST invoke", "POST batch", "POST stream", "POST stream_events", "POST stream_log"}
    assert set(sent) == set(table) - others - {"POST /ag-ui/{agent}"}, set(sent) ^ set(table)
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
    places = [tuple(map(int, part.id.split("-"))) for part in parts]  # of the event, and of the frame among its frames
    assert places[0] == (0, 0) and places == sorted(set(places)), places
    events = [part.data for part in parts if part.event == "events"]
    assert (events[0]["event"], events[0]["run_id"], events[0]["tags"]) == ("on_chain_start", run_id, ["t"]), events[0]
    expected = {"user": "ada", "run": "mine", "thread_id": thread["thread_id"]}
    assert events[0]["metadata"] == expected, events[0]
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
        (422, "custom", lambda: all_of(client().runs.stream(None, "foo", input="tea", stream_mode="debug"))),
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


async def test_threads_are_found_changed_and_deleted():
    threads = client().threads
    mine = {"test": "found"}
    first = await threads.create(metadata=mine)
    second = await threads.create(metadata=mine)
    await client().runs.wait(first["thread_id"], "foo", input="tea")
    assert await threads.count(metadata=mine) == 2
    found = await threads.search(metadata=mine, sort_by="created_at", sort_order="asc", limit=1)
    assert found == [await threads.get(first["thread_id"])], found
    found = await threads.search(metadata=mine, values={"output": "TEA"}, status="idle", select=["thread_id"])
    assert found == [{"thread_id": first["thread_id"]}], found
    assert (await threads.search(ids=[second["thread_id"]]))[0]["thread_id"] == second["thread_id"]
    changed = await threads.update(second["thread_id"], metadata={"more": 1})
    assert changed["metadata"] == {"test": "found", "more": 1}, changed
    await threads.delete(second["thread_id"])
    assert await threads.count(metadata=mine) == 1
    copy = await threads.copy(first["thread_id"])
    assert copy["thread_id"] != first["thread_id"] and copy["values"] == {"output": "TEA"}, copy


async def test_history():
    threads = client().threads
    thread = (await threads.create())["thread_id"]
    assert await threads.get_history(thread) == []
    await client().runs.wait(thread, "foo", input="tea")
    await client().runs.wait(thread, "search", input="tea")
    latest, first = await threads.get_history(thread)
    assert (latest["values"], first["values"]) == ({"found": ["tea"]}, {"output": "TEA"})
    assert latest["parent_checkpoint"] == first["checkpoint"]
    assert await threads.get_history(thread, before=latest["checkpoint"]) == [first]
    assert await threads.get_state(thread) == latest
    assert await threads.get_state(thread, first["checkpoint"]) == first
    assert await threads.get_state(thread, checkpoint_id=first["checkpoint"]["checkpoint_id"]) == first


async def test_runs_without_a_client():
    runs = client().runs
    thread = (await client().threads.create())["thread_id"]
    created = []
    run = await runs.create(
        thread, "foo", input="tea", stream_mode=["custom", "values", "updates"], on_run_created=created.append
    )
    assert created == [{"run_id": run["run_id"], "thread_id": thread}], created
    assert await runs.join(thread, run["run_id"]) == {"output": "TEA"}
    parts = await all_of(runs.join_stream(thread, run["run_id"], stream_mode=["values", "updates"]))
    assert [(part.event, part.data) for part in parts[1:]] == [("updates", {"foo": "TEA"}), ("values", {"output": "TEA"})]
    listed = await runs.list(thread, status="success", limit=5)
    assert listed == [await runs.get(thread, run["run_id"])], listed
    await runs.delete(thread, run["run_id"])
    assert await runs.list(thread) == []
    assert (await runs.create(None, "foo", input="tea"))["status"] in ("pending", "running", "success")
    batch = await runs.create_batch([{"assistant_id": "foo", "input": "tea"}, {"assistant_id": "foo", "input": "rum"}])
    assert [await runs.join(run["thread_id"], run["run_id"]) for run in batch] == [{"output": "TEA"}, {"output": "RUM"}]


async def test_runs_that_meet_in_a_thread():
    runs = client().runs
    thread = (await client().threads.create())["thread_id"]
    ticks = {"count": 100000, "pauseMillis": 5}
    first = await runs.create(thread, "ticks", input=ticks)
    second = await runs.create(thread, "ticks", input=ticks, multitask_strategy="enqueue")
    assert second["status"] == "pending", second
    third = await runs.wait(thread, "foo", input="tea", multitask_strategy="interrupt")
    assert third == {"output": "TEA"}, third
    assert [run["status"] for run in await runs.list(thread)] == ["success", "interrupted", "interrupted"]
    await runs.create(thread, "ticks", input=ticks)
    await runs.wait(thread, "foo", input="tea", multitask_strategy="rollback")
    assert len(await runs.list(thread)) == 4
    assert {first["run_id"], second["run_id"]} <= {run["run_id"] for run in await runs.list(thread)}


async def test_messages():
    human = {"type": "human", "content": "one two", "id": "h1"}
    parts = await all_of(
        client().runs.stream(None, "chat", input={"messages": [human]}, stream_mode=["messages-tuple", "values"])
    )
    messages = [part.data for part in parts if part.event == "messages"]
    assert [chunk["content"] for chunk, _ in messages] == ["one ", "two"], messages
    assert {metadata["langgraph_node"] for _, metadata in messages} == {"parrot"}, messages
    assert {metadata["ls_model_name"] for _, metadata in messages} == {"parrot-1"}, messages
    chunks = [AIMessageChunk(**chunk) for chunk, _ in messages]
    assert (chunks[0] + chunks[1]).content == "one two"
    assert [message["content"] for message in parts[-1].data["messages"]] == ["one two", "one two"]


async def test_assistants_tell_of_themselves():
    assistants = client().assistants
    assert await assistants.count() == len(await assistants.search(limit=1000))
    schemas = await assistants.get_schemas("sum")
    assert set(schemas["input_schema"]["properties"]) == {"a", "b"}, schemas
    assert schemas["output_schema"]["type"] == "integer", schemas
    graph = await assistants.get_graph("sum")
    assert [node["id"] for node in graph["nodes"]] == ["__start__", "sum", "__end__"], graph


def test_remote_graph():
    graph = RemoteGraph("foo", url=BASE, api_key="none")
    assert graph.invoke("tea") == {"output": "TEA"}
    assert list(graph.stream("tea", stream_mode="updates")) == [{"foo": "TEA"}]
    assert [mode for mode, _ in (part[1:] for part in graph.stream("tea", stream_mode=["custom", "values"], subgraphs=True))] \
        == ["custom", "custom", "custom", "values"]
    drawn = graph.get_graph()
    assert set(drawn.nodes) == {"__start__", "foo", "__end__"} and len(drawn.edges) == 2, drawn


async def test_remote_graph_with_a_thread():
    thread = (await client().threads.create())["thread_id"]
    config = {"configurable": {"thread_id": thread}, "tags": ["t"], "recursion_limit": 50}
    graph = RemoteGraph("chat", url=BASE, api_key="none")
    messages = [part async for part in graph.astream(
        {"messages": [{"type": "human", "content": "one two", "id": "h1"}]}, config, stream_mode="messages")]
    assert [chunk["content"] for chunk, _ in messages] == ["one ", "two"], messages
    answer = await graph.ainvoke({"messages": [{"type": "human", "content": "three", "id": "h2"}]}, config)
    assert [message["content"] for message in answer["messages"]] == ["one two", "one two", "three", "three"], answer
    state = await graph.aget_state(config)
    assert (state.values, state.next) == (answer, ()), state
    states = [each async for each in graph.aget_state_history(config)]
    assert states[0] == state and len(states) == 2 and states[0].parent_config == states[1].config, states
    assert await graph.aget_state(states[1].config) == states[1]


async def test_remote_graph_as_a_node():
    """A graph of LangGraph that has a runnable of Runcast in it, whose messages it streams as its own."""
    graph = StateGraph(MessagesState)
    graph.add_node("remote", RemoteGraph("chat", url=BASE, api_key="none"))
    graph.add_edge(START, "remote")
    compiled = graph.compile()
    question = {"messages": [("human", "one two")]}
    parts = [part async for part in compiled.astream(question, stream_mode=["updates", "messages"], subgraphs=True)]
    chunks = [data[0]["content"] for place, mode, data in parts if mode == "messages" and place]
    assert chunks == ["one ", "two"], parts
    contents = [message["content"] for message in parts[-1][2]["remote"]["messages"]]
    assert contents == ["one two", "one two"], parts


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
    places = [tuple(map(int, part.id.split("-"))) for part in parts]  # of the event, and of the frame among its frames
    assert places[0] == (0, 0) and places == sorted(set(places)), places
    run_id = parts[0].data["run_id"]
    assert await all_of(client().runs.join_stream(thread, run_id, last_event_id="-1")) == parts
    assert [part.data["data"]["n"] for part in parts if part.event == "custom"] == list(range(1, 401))
    assert parts[-1].data == {"ticks": 400}
    assert await all_of(client().runs.join_stream(thread, run_id, last_event_id=parts[6].id)) == parts[7:]
    assert await client().runs.join(thread, run_id) == {"ticks": 400}


for name, test in list(globals().items()):
    if name.startswith("test_"):
        asyncio.run(test()) if asyncio.iscoroutinefunction(test) else test()
