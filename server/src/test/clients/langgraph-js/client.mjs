// The clients of @langchain/langgraph-sdk, unchanged, against a server of Runcast: version 1 has what is new, 2 is what npm gives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import net from "node:net";
import { Client as Client1 } from "langgraph-sdk-1";
import { Client as Client2 } from "langgraph-sdk-2";

const base = process.argv[2];

/** Ids are such as 12-1: the number of the event, and the place of the frame among those of the event. */
function assertInOrder(parts) {
  const places = parts.map((part) => part.id.split("-").map(Number));
  assert.deepEqual(places[0], [0, 0]);
  places.slice(1).forEach(([event, frame], i) => {
    const [before, frameBefore] = places[i];
    assert.ok((event === before && frame > frameBefore) || event === before + 1, `${parts[i].id} before ${parts[i + 1].id}`);
  });
}

async function all(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

/** Passes bytes on to the server, and breaks each stream of events off after as many bytes as `cuts` says, while there are any. */
async function breaking(cuts, use) {
  const { hostname, port } = new URL(base);
  const sockets = new Set();
  let broken = 0;
  const proxy = net.createServer((client) => {
    const server = net.connect(Number(port), hostname);
    let seen = 0;
    let isStream = false;
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => (client.destroy(), server.destroy()));
    }
    client.on("data", (bytes) => server.write(bytes));
    server.on("data", (bytes) => {
      isStream ||= bytes.includes("text/event-stream");
      if (isStream && cuts.length && seen + bytes.length > cuts[0]) {
        client.write(bytes.subarray(0, Math.max(0, cuts.shift() - seen)), () => client.resetAndDestroy());
        server.destroy();
        broken++;
        return;
      }
      seen += bytes.length;
      client.write(bytes);
    });
  });
  await new Promise((listening) => proxy.listen(0, "127.0.0.1", listening));
  try {
    await use(`http://127.0.0.1:${proxy.address().port}`);
  } finally {
    proxy.close();
    sockets.forEach((socket) => socket.destroy());
  }
  return broken;
}

/** Stands for all that a method can be given: whatever it looks for is there. */
const anything = new Proxy({}, {
  get: (_, name) => (["signal", "onRunCreated", "then", "toJSON"].includes(name) || typeof name === "symbol" ? undefined : 1),
});

const tests = {
  async theServerKnowsWhatItDoesWithEachKey(_, Client) {
    const table = JSON.parse(readFileSync(process.argv[3], "utf8"));
    const sent = {};
    const hear = async (url, { method, body }) => {
      const path = new URL(url).pathname
        .replace(/^(\/threads\/[^/]*)?\/runs/, "runs")
        .replace(/^\/threads\/t(?=$|\/)/, "/threads/{thread_id}")
        .replace(/\/r(?=$|\/)/, "/{run_id}")
        .replace(/\/c$/, "/{checkpoint_id}")
        .replace("/foo", "/{assistant_id}");
      const name = `${method ?? "GET"} ${path}`;
      const query = [...new URL(url).searchParams.keys()];
      if (body) sent[name] = [...(sent[name] ?? []), ...[JSON.parse(body)].flat().flatMap(Object.keys)];
      if (query.length > 0) sent[`query of ${name}`] = [...(sent[`query of ${name}`] ?? []), ...query];
      return new Response("{}", { status: 400 });
    };
    const client = new Client({ apiUrl: "http://server", callerOptions: { fetch: hear, maxRetries: 0 } });
    for (const call of [
      () => all(client.runs.stream(null, "foo", anything)),
      () => all(client.runs.stream("t", "foo", anything)),
      () => client.runs.wait(null, "foo", anything),
      () => client.runs.wait("t", "foo", anything),
      () => client.runs.create(null, "foo", anything),
      () => client.runs.create("t", "foo", anything),
      () => client.runs.createBatch([{ assistantId: "foo", input: "tea", config: {}, metadata: {} }]),
      () => client.threads.create({ metadata: {}, threadId: "t", ifExists: "raise", graphId: "g", supersteps: [], ttl: 5 }),
      () => client.threads.update("t", { metadata: {}, ttl: 5 }),
      () => client.threads.search(anything),
      () => client.threads.count(anything),
      () => client.threads.getState("t", {}, anything),
      () => client.threads.getState("t", undefined, anything),
      () => client.threads.getState("t", "c", anything),
      () => client.threads.get("t", anything),
      () => client.assistants.getGraph("foo", anything),
      () => client.runs.list("t", anything),
      () => client.runs.cancel("t", "r", true, "interrupt", anything),
      () => client.runs.join("t", "r", anything),
      () => all(client.runs.joinStream("t", "r", anything)),
      () => client.threads.getHistory("t", anything),
      () => client.assistants.search(anything),
      () => client.assistants.count(anything),
    ]) {
      await call().catch(() => {});
    }
    assert.deepEqual(Object.keys(sent).filter((name) => !name.startsWith("query")).sort(), [
      "PATCH /threads/{thread_id}",
      "POST /assistants/count",
      "POST /assistants/search",
      "POST /threads",
      "POST /threads/count",
      "POST /threads/search",
      "POST /threads/{thread_id}/history",
      "POST /threads/{thread_id}/state/checkpoint",
      "POST runs",
      "POST runs/batch",
      "POST runs/stream",
      "POST runs/wait",
    ]);
    for (const [name, keys] of Object.entries(sent)) {
      assert.deepEqual(keys.filter((key) => !(key in (table[name] ?? {}))), [], name);
    }
  },
  async assistants(client) {
    const found = await client.assistants.search({ limit: 100 });
    assert.ok(found.some((each) => each.assistant_id === "bar" && each.graph_id === "bar"), JSON.stringify(found));
    assert.equal((await client.assistants.search({ graphId: "foo" })).length, 1);
    assert.equal((await client.assistants.get("foo")).name, "foo");
  },
  async streamOfAThread(client) {
    const thread = await client.threads.create({ metadata: { user: "ada" } });
    let created;
    const parts = await all(client.runs.stream(thread.thread_id, "bar", {
      input: "tea",
      streamMode: ["events", "custom", "values"],
      metadata: { run: "mine" },
      config: { tags: ["t"] },
      onRunCreated: (run) => (created = run),
    }));
    assert.equal(parts[0].event, "metadata");
    assert.deepEqual(created, { run_id: parts[0].data.run_id, thread_id: thread.thread_id });
    assertInOrder(parts);
    const events = parts.filter((part) => part.event === "events").map((part) => part.data);
    assert.deepEqual([events[0].event, events[0].name, events[0].run_id], ["on_chain_start", "bar", created.run_id]);
    assert.ok(events[0].tags.includes("t") && events[0].metadata.run === "mine", JSON.stringify(events[0]));
    assert.deepEqual(events.find((event) => event.name === "event1").parent_ids, [created.run_id]);
    const custom = parts.filter((part) => part.event === "custom").map((part) => part.data);
    assert.deepEqual(custom, events.filter((event) => event.event === "on_custom_event"));
    assert.deepEqual([custom[0].name, custom[0].data], ["event1", { x: "tea" }]);
    assert.deepEqual([custom[1].name, custom[1].data], ["event2", [5, { line: "two\nlines" }]]);
    assert.deepEqual(parts.filter((part) => part.event === "values").map((part) => part.data), [{ output: "TEA!" }]);
    assert.deepEqual((await client.threads.getState(thread.thread_id)).values, { output: "TEA!" });
    assert.equal((await client.threads.get(thread.thread_id)).status, "idle");
    assert.equal((await client.runs.get(thread.thread_id, created.run_id)).status, "success");
  },
  async streamWithoutAThread(client) {
    const parts = await all(client.runs.stream(null, "foo", { input: "tea", streamMode: "custom" }));
    assert.deepEqual(parts.map((part) => part.event), ["metadata", "custom", "custom", "custom"]);
  },
  async charactersThatAreCut(client) {
    const parts = await all(client.runs.stream(null, "emoji", { input: "a😀b", streamMode: ["events", "values"] }));
    const events = parts.filter((part) => part.event === "events").map((part) => part.data);
    const chunks = events.filter((event) => event.event === "on_chain_stream");
    assert.deepEqual(chunks.map((event) => event.data.chunk), ["a", "😀", "b"]);
    assert.equal(events.find((event) => event.name === "lines").data.line, "a\u2028b\u2029c\u0085d");
    assert.deepEqual(parts.at(-1).data, { output: "a😀b" });
  },
  async wait(client) {
    assert.deepEqual(await client.runs.wait(null, "sum", { input: { a: 1, b: 2 } }), { output: 3 });
    const thread = await client.threads.create();
    assert.deepEqual(await client.runs.wait(thread.thread_id, "search", { input: "tea" }), { found: ["tea"] });
    const copy = await client.threads.copy(thread.thread_id);
    assert.deepEqual(copy.values, { found: ["tea"] });
    const batch = await client.runs.createBatch([{ assistantId: "foo", input: "tea" }, { assistantId: "foo", input: "rum" }]);
    const outputs = batch.map((run) => client.runs.join(run.thread_id, run.run_id));
    assert.deepEqual(await Promise.all(outputs), [{ output: "TEA" }, { output: "RUM" }]);
    await assert.rejects(client.runs.wait(null, "broken", { input: "tea" }), /InternalServerError: Internal Server Error/);
  },
  async errorsInAStream(client) {
    const parts = await all(client.runs.stream(null, "half", { input: "tea", streamMode: ["custom"] }));
    assert.deepEqual(parts.map((part) => part.event), ["metadata", "custom", "error"]);
    assert.deepEqual(parts[2].data, { error: "InternalServerError", message: "Internal Server Error" });
  },
  async errorsBeforeAStream(client) {
    await assert.rejects(all(client.runs.stream(null, "nothing", { input: "tea" })), /HTTP 404.*nothing/);
    await assert.rejects(all(client.runs.stream(null, "foo", { input: "tea", streamMode: "debug" })), /HTTP 422.*custom/);
    await assert.rejects(client.threads.get("00000000-0000-4000-8000-000000000000"), /HTTP 404/);
  },
  async cancel(client) {
    const thread = await client.threads.create();
    const stream = client.runs.stream(thread.thread_id, "ticks", {
      input: { count: 100000, pauseMillis: 5 },
      streamMode: "custom",
      streamResumable: true,
    });
    const parts = [(await stream.next()).value];
    const runId = parts[0].data.run_id;
    await assert.rejects(client.runs.wait(thread.thread_id, "foo", { input: "tea" }), /HTTP 409/);
    await client.runs.cancel(thread.thread_id, runId, true);
    parts.push(...(await all(stream)));
    assert.deepEqual(parts.at(-1).data, { error: "Cancelled", message: "The run was cancelled." });
    assert.equal((await client.runs.get(thread.thread_id, runId)).status, "interrupted");
    assert.deepEqual(await client.runs.wait(thread.thread_id, "foo", { input: "tea" }), { output: "TEA" });
  },
  async threadsAreFoundChangedAndDeleted({ threads, runs }) {
    const mine = { test: `found ${Math.random()}` };
    const first = await threads.create({ metadata: mine });
    const second = await threads.create({ metadata: mine });
    await runs.wait(first.thread_id, "foo", { input: "tea" });
    assert.equal(await threads.count({ metadata: mine }), 2);
    const found = await threads.search({ metadata: mine, sortBy: "created_at", sortOrder: "asc", limit: 1 });
    assert.deepEqual(found, [await threads.get(first.thread_id)]);
    assert.equal((await threads.search({ metadata: mine, values: { output: "TEA" }, status: "idle" })).length, 1);
    const changed = await threads.update(second.thread_id, { metadata: { more: 1 } });
    assert.deepEqual(changed.metadata, { ...mine, more: 1 });
    await threads.delete(second.thread_id);
    assert.equal(await threads.count({ metadata: mine }), 1);
  },
  async history({ threads, runs }) {
    const { thread_id: thread } = await threads.create();
    assert.deepEqual(await threads.getHistory(thread), []);
    await runs.wait(thread, "foo", { input: "tea" });
    await runs.wait(thread, "search", { input: "tea" });
    const [latest, first] = await threads.getHistory(thread);
    assert.deepEqual([latest.values, first.values], [{ found: ["tea"] }, { output: "TEA" }]);
    assert.deepEqual(latest.parent_checkpoint, first.checkpoint);
    assert.deepEqual(await threads.getHistory(thread, { before: latest.checkpoint }), [first]);
    assert.deepEqual(await threads.getState(thread), latest);
    assert.deepEqual(await threads.getState(thread, first.checkpoint), first);
    assert.deepEqual(await threads.getState(thread, first.checkpoint.checkpoint_id), first);
  },
  async runsWithoutAClient({ threads, runs }) {
    const { thread_id: thread } = await threads.create();
    const run = await runs.create(thread, "foo", { input: "tea", streamMode: ["custom", "values", "updates"] });
    assert.deepEqual(await runs.join(thread, run.run_id), { output: "TEA" });
    const parts = await all(runs.joinStream(thread, run.run_id, { streamMode: ["values", "updates"] }));
    assert.deepEqual(
      parts.map((part) => [part.event, part.data]).slice(1),
      [["updates", { foo: "TEA" }], ["values", { output: "TEA" }]],
    );
    assert.deepEqual(await runs.list(thread, { status: "success", limit: 5 }), [await runs.get(thread, run.run_id)]);
    await runs.delete(thread, run.run_id);
    assert.deepEqual(await runs.list(thread), []);
  },
  async runsThatMeetInAThread({ threads, runs }) {
    const { thread_id: thread } = await threads.create();
    const input = { count: 100000, pauseMillis: 5 };
    await runs.create(thread, "ticks", { input });
    const second = await runs.create(thread, "ticks", { input, multitaskStrategy: "enqueue" });
    assert.equal(second.status, "pending");
    assert.deepEqual(await runs.wait(thread, "foo", { input: "tea", multitaskStrategy: "interrupt" }), { output: "TEA" });
    assert.deepEqual((await runs.list(thread)).map((run) => run.status), ["success", "interrupted", "interrupted"]);
    await runs.create(thread, "ticks", { input });
    await runs.wait(thread, "foo", { input: "tea", multitaskStrategy: "rollback" });
    assert.equal((await runs.list(thread)).length, 4);
  },
  async messages(client) {
    const messages = [{ type: "human", content: "one two", id: "h1" }];
    const parts = await all(client.runs.stream(null, "chat", { input: { messages }, streamMode: ["messages-tuple", "values"] }));
    const chunks = parts.filter((part) => part.event === "messages").map((part) => part.data);
    assert.deepEqual(chunks.map(([chunk]) => chunk.content), ["one ", "two"]);
    assert.deepEqual(chunks.map(([chunk]) => chunk.type), ["AIMessageChunk", "AIMessageChunk"]);
    assert.deepEqual(chunks.map(([, metadata]) => metadata.langgraph_node), ["parrot", "parrot"]);
  },
  async assistantsTellOfThemselves({ assistants }) {
    assert.equal(await assistants.count(), (await assistants.search({ limit: 1000 })).length);
    assert.deepEqual(Object.keys((await assistants.getSchemas("sum")).input_schema.properties), ["a", "b"]);
    assert.deepEqual((await assistants.getGraph("sum")).nodes.map((node) => node.id), ["__start__", "sum", "__end__"]);
  },
  async reconnectsByItself(client, Client) {
    const thread = await client.threads.create();
    let parts;
    const broken = await breaking([2000, 700, 1500], async (apiUrl) => {
      const stream = new Client({ apiUrl }).runs.stream(thread.thread_id, "ticks", {
        input: { count: 400, pauseMillis: 10 },
        streamMode: ["custom", "events", "values"],
        streamResumable: true,
      });
      parts = await all(stream);
    });
    assert.equal(broken, 3);
    assertInOrder(parts);
    const again = await all(client.runs.joinStream(thread.thread_id, parts[0].data.run_id, { lastEventId: "-1" }));
    assert.deepEqual(parts, again);
    const ticks = parts.filter((part) => part.event === "custom").map((part) => part.data.data.n);
    assert.deepEqual(ticks, Array.from({ length: 400 }, (_, i) => i + 1));
    assert.deepEqual(parts.at(-1).data, { ticks: 400 });
  },
  async joinsFromAnyPlace(client) {
    const thread = await client.threads.create();
    const parts = await all(client.runs.stream(thread.thread_id, "ticks", {
      input: { count: 20, pauseMillis: 0 },
      streamMode: "custom",
      streamResumable: true,
    }));
    const runId = parts[0].data.run_id;
    assert.deepEqual(await all(client.runs.joinStream(thread.thread_id, runId)), parts);
    assert.deepEqual(await all(client.runs.joinStream(null, runId, { lastEventId: parts[6].id })), parts.slice(7));
    assert.deepEqual(await client.runs.join(thread.thread_id, runId), { ticks: 20 });
  },
};

for (const Client of [Client1, Client2]) {
  const client = new Client({ apiUrl: base });
  for (const test of Object.values(tests)) await test(client, Client);
}
