// The RemoteRunnable of @langchain/core, unchanged, against a server of Runcast.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RemoteRunnable } from "@langchain/core/runnables/remote";

const base = process.argv[2];
const config = { tags: ["foo", "bar"], metadata: { user: "ada" }, configurable: { thread_id: "t1" } };
const remote = (name, options) => new RemoteRunnable({ url: `${base}/${name}`, ...options });

async function all(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

const tests = {
  async invoke() {
    assert.equal(await remote("foo").invoke("tea"), "TEA");
    assert.equal(await remote("foo").invoke("tea", config), "TEA");
    assert.equal(await remote("sum").invoke({ a: 1, b: 2 }), 3);
    assert.deepEqual(await remote("search").invoke("tea"), { found: ["tea"] });
  },
  async invokeWithARunName() {
    assert.equal(await remote("foo").invoke("tea", { runName: "mine", timeout: 5000 }), "TEA");
  },
  async batch() {
    assert.deepEqual(await remote("foo").batch(["a", "b", "c"]), ["A", "B", "C"]);
    assert.deepEqual(await remote("foo").batch(["a", "b"], [config, { tags: ["other"] }]), ["A", "B"]);
  },
  async stream() {
    assert.deepEqual(await all(await remote("story").stream("Ada")), ["Once ", "there was ", "Ada", "."]);
  },
  async customEventsWithTagsAndMetadata() {
    const events = await all(remote("foo").streamEvents("tea", { ...config, version: "v2" }));
    const custom = events.filter((event) => event.event === "on_custom_event");
    assert.deepEqual(custom.map((event) => event.name), ["event1", "event2", "configurable"]);
    assert.deepEqual(custom[0].data, { x: "tea" });
    assert.deepEqual(custom[1].data, [5, { line: "two\nlines" }]);
    assert.deepEqual(custom[2].data, { thread_id: "t1" });
    for (const event of custom) {
      assert.deepEqual(event.tags, ["foo", "bar"]);
      assert.equal(event.metadata.user, "ada");
    }
    assert.equal(events.at(-1).event, "on_chain_end");
  },
  async filters() {
    const events = await all(
      remote("bar").streamEvents("tea", { version: "v2" }, { includeNames: ["event1"] }),
    );
    assert.deepEqual(events.map((event) => event.name), ["event1"]);
  },
  async log() {
    let log;
    for await (const patch of remote("bar").streamLog("tea", config)) log = log ? log.concat(patch) : patch;
    assert.equal(log.state.final_output, "TEA!");
    assert.deepEqual(log.state.logs.foo.final_output, { output: "TEA" });
  },
  async errorsBeforeTheAnswer() {
    await assert.rejects(remote("sum").invoke({ a: "one", b: 2 }), /422.*"loc":\["body","input","a"\]/);
    await assert.rejects(remote("broken").invoke("tea"), (error) => /500/.test(error) && !/secret/.test(error));
  },
  async errorsDuringTheAnswer() {
    await assert.rejects(all(await remote("half").stream("tea")), (error) => !/secret/.test(error));
  },
  async charactersThatAreCut() {
    assert.deepEqual(await all(await remote("emoji").stream("a😀b")), ["a", "😀", "b"]);
    const events = await all(remote("emoji").streamEvents("a😀b", { version: "v2" }));
    const chunks = events.filter((event) => event.event === "on_chain_stream");
    assert.deepEqual(chunks.map((event) => event.data.chunk), ["a", "😀", "b"]);
    assert.equal(events.find((event) => event.name === "lines").data.line, "a\u2028b\u2029c\u0085d");
    let log;
    const streamed = [];
    for await (const patch of remote("emoji").streamLog("a😀b")) {
      log = log ? log.concat(patch) : patch;
      streamed.push(...patch.ops.filter((op) => op.path === "/streamed_output/-").map((op) => op.value));
    }
    assert.equal(log.state.final_output, "a😀b");
    assert.deepEqual(streamed, ["a", "😀", "b"]);
  },
  async theServerKnowsWhatItDoesWithEachKey() {
    const table = JSON.parse(readFileSync(process.argv[3], "utf8"));
    const sent = {};
    const real = globalThis.fetch;
    globalThis.fetch = async (url, { body }) => {
      const name = `POST ${url.split("/").at(-1)}`;
      sent[name] = [...(sent[name] ?? []), ...Object.keys(JSON.parse(body))];
      return new Response("", { status: 500 });
    };
    try {
      const client = new RemoteRunnable({ url: "http://server/foo" });
      const names = ["Names", "Types", "Tags"].flatMap((kind) => [`include${kind}`, `exclude${kind}`]);
      const filters = Object.fromEntries(names.map((name) => [name, ["x"]]));
      for (const call of [
        () => client.invoke("tea", { timeout: 5000 }),
        () => client.batch(["tea"]),
        async () => all(await client.stream("tea")),
        () => all(client.streamEvents("tea", { version: "v2" }, filters)),
        () => all(client.streamLog("tea", {}, filters)),
      ]) {
        await call().catch(() => {});
      }
    } finally {
      globalThis.fetch = real;
    }
    assert.deepEqual(
      Object.keys(sent).sort(),
      ["invoke", "batch", "stream", "stream_events", "stream_log"].map((name) => `POST ${name}`).sort(),
    );
    for (const [name, keys] of Object.entries(sent)) {
      assert.deepEqual(keys.filter((key) => !(key in table[name])), [], name);
    }
  },
  async leavingEarly() {
    for await (const chunk of await remote("story").stream("Ada")) {
      assert.equal(chunk, "Once ");
      break;
    }
  },
};

for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
  } catch (error) {
    console.error(`langchain-js: ${name} failed:`, error);
    process.exitCode = 1;
  }
}
process.exit();
