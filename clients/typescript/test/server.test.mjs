/** The client in node, and a server. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createClient, RequestError, RunError } from "../dist/index.js";
import { address, all, cutting, until } from "./support.mjs";

const client = createClient({ url: address });
const cancelled = () => client.run("cancelled", null).result;
const question = { topic: "tea", sources: 3 };
const answer = [
  ["progress", { step: 1, total: 3, note: null }],
  ["found", { title: "A history of tea", authors: ["Ada", "Grace"] }],
  ["progress", { step: 2, total: 3, note: "two\nlines 🍵 é\u2028" }],
  ["progress", { step: 3, total: 3, note: "writing" }],
  ["done", null],
];
const namesAndData = (events) => events.map(({ name, data }) => [name, data]);

describe("a server", () => {
  it("sends custom events and the output", async () => {
    const run = client.run("research", question, { config: { tags: ["t"], metadata: { user: "ada" } } });
    const events = await all(run);
    assert.deepEqual(namesAndData(events), answer);
    assert.deepEqual(Object.keys(events[0]).sort(), ["data", "event", "metadata", "name", "parent_ids", "run_id", "tags"]);
    const { thread_id: threadId, ...metadata } = events[0].metadata;
    assert.deepEqual([events[0].event, events[0].tags, metadata], ["on_custom_event", ["t"], { user: "ada" }]);
    assert.match(threadId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(await run.result, question);
  });

  it("sends outputs as they are", async () => {
    assert.deepEqual(await client.run("wrapped", "x").result, { output: "x" });
    assert.equal(await client.run("deep/count", { total: 7, fails: false }).result, 7);
  });

  it("sends chunks, starts and ends", async () => {
    const events = await all(client.run("story", "Ada", { events: "all" }));
    assert.deepEqual(
      events.map(({ event, data }) => [event, data]),
      [
        ["on_chain_start", { input: "Ada" }],
        ["on_chain_stream", { chunk: "Once there was " }],
        ["on_chain_stream", { chunk: "Ada" }],
        ["on_chain_stream", { chunk: "." }],
        ["on_chain_end", { output: "Once there was Ada." }],
      ],
    );
  });

  it("tells why a run failed", async () => {
    const run = client.run("deep/count", { total: 2, fails: true });
    const events = [];
    const error = await (async () => {
      for await (const event of run) events.push(event.data.step);
    })().catch((error) => error);
    assert.deepEqual(events, [1, 2]);
    assert.ok(error instanceof RunError);
    assert.deepEqual([error.kind, error.message], ["InternalServerError", "java.lang.IllegalStateException: The kettle is empty."]);
  });

  it("tells what is wrong with a request", async () => {
    const unknown = await client.run("nothing", 1).result.catch((error) => error);
    assert.ok(unknown instanceof RequestError);
    assert.equal(unknown.status, 404);
    assert.match(unknown.message, /no assistant "nothing"/);
    const wrong = await client.run("research", "tea").result.catch((error) => error);
    assert.equal(wrong.status, 422);
    assert.match(wrong.message, /^body\.input: /);
  });

  it("has a run of a thread at a time", async () => {
    const threadId = crypto.randomUUID();
    const run = client.run("waiting", "tea", { threadId });
    for await (const event of run) {
      assert.equal(event.name, "progress");
      const other = await client.run("research", question, { threadId }).result.catch((error) => error);
      assert.equal(other.status, 409);
      break;
    }
    await until(() => client.run("research", question, { threadId }).result.then(() => true, () => false));
  });

  it("ends runs that are cancelled or left", async () => {
    const before = await cancelled();
    const run = client.run("waiting", "tea");
    for await (const _ of run) break;
    await until(async () => (await cancelled()) === before + 1);
    const another = client.run("waiting", "tea");
    await assert.rejects(async () => {
      for await (const _ of another) await another.cancel();
    }, { name: "AbortError" });
    await until(async () => (await cancelled()) === before + 2);
    const bound = createClient({ url: address, retries: 0 }).run("waiting", "tea", { signal: AbortSignal.timeout(100) });
    await assert.rejects(all(bound), { name: "TimeoutError" });
    await until(async () => (await cancelled()) === before + 3);
  });

  it("tells all of thousands of events", async () => {
    const steps = (await all(client.run("deep/count", { total: 20_000, fails: false }))).map((event) => event.data.step);
    assert.deepEqual(steps, Array.from({ length: 20_000 }, (_, i) => i + 1));
  });

  for (const ends of [false, true]) {
    it(`resumes a stream that ${ends ? "a proxy ends" : "breaks"} after any byte`, async () => {
      const cuts = [];
      const proxy = await cutting(cuts, { ends });
      const resuming = createClient({ url: proxy.url, retryDelay: 1 });
      try {
        let isWhole = false;
        for (let at = 0; !isWhole; at += 3) {
          cuts.push(at);
          cuts.push(500);
          const run = resuming.run("research", question);
          assert.deepEqual(namesAndData(await all(run)), answer, `cut after ${at}`);
          assert.deepEqual(await run.result, question);
          isWhole = cuts.shift() === 500; // The first answer was all there is.
          cuts.length = 0;
          assert.ok(at < 3000);
        }
      } finally {
        proxy.close();
      }
    });
  }

  it("cannot resume what it does not keep, and says so", async () => {
    const cuts = [30_000];
    const proxy = await cutting(cuts);
    try {
      const run = createClient({ url: proxy.url, retryDelay: 500 }).run("deep/count", { total: 20_000, fails: false });
      const error = await all(run).catch((error) => error);
      assert.equal(error.name, "ConnectionError");
      assert.match(error.message, /cannot be resumed: The events after \d+ are not kept any more/);
      assert.equal(error.cause.status, 409);
    } finally {
      proxy.close();
    }
  });
});
