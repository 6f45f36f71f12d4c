/** Runs, with servers and connections that do what they rarely do. */
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { afterEach, describe, it } from "node:test";
import { ConnectionError, createClient, RequestError, RunError } from "../dist/index.js";

const PATH = "/threads/11111111-1111-4111-8111-111111111111/runs/22222222-2222-4222-8222-222222222222";
const encoder = new TextEncoder();

const custom = (name, data) => ({ event: "on_custom_event", run_id: "r", name, tags: [], metadata: {}, data, parent_ids: [] });
const EVENTS = [custom("progress", { step: 1 }), custom("found", { title: "é 🍵\u2028" }), custom("done", null)];
const METADATA = ["metadata", { run_id: PATH.split("/")[4], thread_id: PATH.split("/")[2] }];
const RUN = [METADATA, ...EVENTS.map((event) => ["custom", event]), ["output", { output: { topic: "tea" } }]];

/** Encodes events as the server does, with comments between them. */
const frame = ([event, data], id) => `: ping\nid: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * A server that has one run. Of each answer it sends as many bytes as the next of `cuts` says, and then breaks the connection or ends
 * the answer. What is put into `answers` is answered in the place of all that.
 */
class FakeServer {
  requests = [];
  answers = [];
  cuts = [];
  cut = "break";
  hidesHeaders = false;

  constructor(frames = RUN) {
    this.frames = frames;
  }

  fetch = async (url, init) => {
    const request = { method: init.method, url, headers: Object.fromEntries(init.headers), body: init.body && JSON.parse(init.body), init };
    this.requests.push(request);
    init.signal.throwIfAborted();
    if (url.endsWith("/cancel")) {
      return new Response(null, { status: 202 });
    }
    const answer = this.answers.shift();
    return answer ? answer(request) : this.stream(Number(request.headers["last-event-id"] ?? 0));
  };

  stream(after) {
    const bytes = encoder.encode(this.frames.map((each, i) => frame(each, i + 1)).slice(after).join(""));
    const length = this.cuts.shift() ?? Infinity;
    const isWhole = length >= bytes.length;
    let sent = false;
    const body = new ReadableStream({
      pull: (controller) => {
        if (!sent && length > 0) {
          controller.enqueue(bytes.slice(0, length));
          sent = true;
        } else if (isWhole || this.cut === "end") {
          controller.close();
        } else {
          controller.error(new TypeError("terminated"));
        }
      },
    }, { highWaterMark: 0 });
    return new Response(body, {
      headers: { "Content-Type": "text/event-stream; charset=utf-8", ...(this.hidesHeaders ? {} : { "Content-Location": PATH }) },
    });
  }

  client(options = {}) {
    return createClient({ url: "http://server/", fetch: this.fetch, retryDelay: 0, ...options });
  }

  run(options) {
    return this.client(options).run("research", { topic: "tea" });
  }

  get resumed() {
    return this.requests.filter(({ method }) => method === "GET").map(({ headers }) => headers["last-event-id"]);
  }

  get cancels() {
    return this.requests.filter(({ url }) => url === `http://server${PATH}/cancel`).length;
  }
}

/** An answer with a status. */
const refusal = (status, detail, headers) => () => new Response(JSON.stringify({ detail }), { status, headers });

/** An answer that is silent, until its connection is given up. */
const silence = (text = "") => () => new Response(
  new ReadableStream({ start: (controller) => controller.enqueue(encoder.encode(text)) }),
  { headers: { "Content-Type": "text/event-stream", "Content-Location": PATH } },
);

const refused = () => {
  throw new TypeError("fetch failed");
};

async function all(run) {
  const events = [];
  for await (const event of run) events.push(event);
  return events;
}

/** Returns what both the loop over a run and its result throw. */
async function failure(run) {
  const error = await all(run).then(() => assert.fail("It did not fail."), (error) => error);
  await assert.rejects(run.result, (other) => other === error);
  return error;
}

async function until(condition) {
  for (let i = 0; !condition() && i < 1000; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(condition());
}

describe("a run", () => {
  it("asks for custom events and the output", async () => {
    const server = new FakeServer();
    const tokens = ["a", "b"];
    server.cuts = [300];
    const run = server
      .client({ headers: async () => ({ Authorization: `Bearer ${tokens.shift()}` }) })
      .run("deep/research", { topic: "tea" }, { config: { tags: ["t"], metadata: { user: "ada" } } });
    assert.deepEqual(await all(run), EVENTS);
    assert.deepEqual(await run.result, { topic: "tea" });
    const [post, get] = server.requests;
    assert.deepEqual([post.method, post.url, post.headers.authorization, post.headers["content-type"]], [
      "POST", "http://server/runs/stream", "Bearer a", "application/json",
    ]);
    assert.deepEqual(post.body, {
      assistant_id: "deep/research",
      input: { topic: "tea" },
      config: { tags: ["t"], metadata: { user: "ada" } },
      stream_mode: ["custom", "output"],
      stream_resumable: true,
    });
    assert.deepEqual([get.method, get.url, get.headers.authorization], ["GET", `http://server${PATH}/stream`, "Bearer b"]);
    assert.equal(server.requests.length, 2);
  });

  it("has all events if it is asked to, and is part of a thread", async () => {
    const start = { ...custom("research", { input: 1 }), event: "on_chain_start" };
    const server = new FakeServer([METADATA, ["events", start], ["events", EVENTS[0]], ["output", { output: null }]]);
    const run = server.client().run("research", undefined, { events: "all", threadId: "a/b" });
    assert.deepEqual(await all(run), [start, EVENTS[0]]);
    assert.equal(await run.result, null);
    assert.equal(server.requests[0].url, "http://server/threads/a%2Fb/runs/stream");
    const { input, stream_mode, if_not_exists } = server.requests[0].body;
    assert.deepEqual([input, stream_mode, if_not_exists], [null, ["events", "output"], "create"]);
  });

  it("has a result without a loop", async () => {
    const server = new FakeServer();
    const run = server.run();
    assert.deepEqual(await run.result, { topic: "tea" });
    assert.throws(() => run[Symbol.asyncIterator](), /read once/);
    assert.equal(server.cancels, 0);
  });

  it("has a result beside a loop that begins with it", async () => {
    const run = new FakeServer().run();
    const result = run.result;
    assert.deepEqual(await all(run), EVENTS);
    assert.deepEqual(await result, { topic: "tea" });
    await assert.rejects(all(run), /read once/);
  });

  it("works with what fetch is at the time, at the server of the page", async () => {
    const server = new FakeServer();
    const real = globalThis.fetch;
    const client = createClient({ url: "" });
    globalThis.fetch = server.fetch;
    try {
      assert.deepEqual(await client.run("research", 1).result, { topic: "tea" });
      assert.equal(server.requests[0].url, "/runs/stream");
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe("a run whose connection breaks", () => {
  const length = encoder.encode(RUN.map((each, i) => frame(each, i + 1)).join("")).length;

  for (const cut of ["break", "end"]) {
    it(`goes on after each byte (${cut})`, async () => {
      for (let at = 0; at <= length; at++) {
        const server = new FakeServer();
        server.cut = cut;
        server.cuts = [at];
        const run = server.run();
        assert.deepEqual(await all(run), EVENTS, `cut after ${at}`);
        assert.deepEqual(await run.result, { topic: "tea" });
        assert.ok(server.resumed.length <= 1 && (at === length || server.resumed.length === 1), `cut after ${at}`);
        assert.equal(server.cancels, 0);
      }
    });

    it(`goes on with connections that bring little each (${cut})`, async () => {
      for (let bytes = 190; bytes <= 290; bytes += 10) {
        const server = new FakeServer();
        server.cut = cut;
        server.cuts = Array(100).fill(bytes);
        assert.deepEqual(await all(server.run({ retries: 1 })), EVENTS, `${bytes} bytes each`);
        assert.ok(server.resumed.length >= 2);
      }
    });
  }

  it("gives up after so many tries in a row", async () => {
    const server = new FakeServer();
    server.cuts = [400];
    server.answers = [null, refused, refusal(503), refusal(502)];
    server.answers[0] = () => server.stream(0);
    const run = server.run({ retries: 3 });
    const error = await failure(run);
    assert.ok(error instanceof ConnectionError);
    assert.match(error.message, /3 tries in a row/);
    assert.equal(error.cause.status, 502);
    assert.equal(server.resumed.length, 3);
    await until(() => server.cancels === 1);
  });

  it("comes back when the server does", async () => {
    const server = new FakeServer();
    server.cuts = [400];
    server.answers = [() => server.stream(0), refused, refusal(500, "x"), refusal(429, "x"), silence()];
    assert.deepEqual(await all(server.run({ idleTimeout: 50 })), EVENTS);
    assert.equal(server.resumed.length, 5);
  });

  for (const status of [401, 403, 404, 409, 422]) {
    it(`does not ask again after ${status}`, async () => {
      const server = new FakeServer();
      server.cuts = [400];
      server.answers = [() => server.stream(0), refusal(status, "The events are not kept any more.")];
      const error = await failure(server.run());
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, /cannot be resumed: The events are not kept any more\./);
      assert.ok(error.cause instanceof RequestError);
      assert.equal(error.cause.status, status);
      assert.equal(server.resumed.length, 1);
    });
  }

  it("ends with it if it is not to be resumed", async () => {
    const server = new FakeServer();
    server.cuts = [400];
    server.cut = "end";
    const error = await failure(server.run({ retries: 0 }));
    assert.ok(error instanceof ConnectionError);
    assert.equal(server.requests[0].body.stream_resumable, false);
    assert.deepEqual(server.resumed, []);
  });

  it("is found by its first event where headers are hidden", async () => {
    const server = new FakeServer();
    server.hidesHeaders = true;
    server.cuts = [400];
    assert.deepEqual(await all(server.run()), EVENTS);
    const lost = new FakeServer();
    lost.hidesHeaders = true;
    lost.cuts = [20];
    assert.match((await failure(lost.run())).message, /broke before the run had ended\. terminated/);
  });

  it("goes on when the connection falls silent", async () => {
    const server = new FakeServer();
    server.answers = [silence(frame(RUN[0], 1) + frame(RUN[1], 2))];
    assert.deepEqual(await all(server.run({ idleTimeout: 20 })), EVENTS);
    assert.deepEqual(server.resumed, ["2"]);
  });

  describe("waits", () => {
    const real = globalThis.setTimeout;
    afterEach(() => (globalThis.setTimeout = real));

    /** Returns how long a run waits between its tries, without waiting. */
    async function waits(server, options) {
      const delays = [];
      globalThis.setTimeout = (callback, delay) => (delay === 60_000 ? real(callback, delay) : (delays.push(delay), real(callback)));
      await failure(server.run(options));
      return delays;
    }

    const isBetween = (delays, ...most) => {
      assert.equal(delays.length, most.length);
      delays.forEach((delay, i) => assert.ok(delay >= most[i] / 2 && delay <= most[i], `${delays}`));
    };

    it("longer with each try, but not too long", async () => {
      const server = new FakeServer();
      server.cuts = [400];
      server.answers = [() => server.stream(0), ...Array(7).fill(refused)];
      isBetween(await waits(server, { retries: 7, retryDelay: 1000 }), 1000, 2000, 4000, 8000, 16000, 30000, 30000);
    });

    it("as long as the server says", async () => {
      const server = new FakeServer();
      server.answers = [silence(`retry: 40\n${frame(RUN[0], 1)}`), refusal(503, "x", { "Retry-After": "7" }), refused, refused];
      const delays = await waits(server, { retries: 3, retryDelay: 1000, idleTimeout: 1 });
      const [first, second, third] = delays.filter((delay) => delay !== 1);
      isBetween([first], 40);
      assert.equal(second, 7000);
      isBetween([third], 160);
    });
  });
});

describe("a run that fails", () => {
  it("throws what the server says of it", async () => {
    const server = new FakeServer([...RUN.slice(0, 2), ["error", { error: "Timeout", message: "The run took longer than 1 s." }]]);
    const error = await failure(server.run());
    assert.ok(error instanceof RunError && error instanceof Error);
    assert.deepEqual([error.name, error.kind, error.message], ["RunError", "Timeout", "The run took longer than 1 s."]);
    assert.equal(server.cancels, 0);
  });

  it("throws what the server says of the request", async () => {
    const faults = [{ type: "missing", loc: ["body", "input", "topic"], msg: "Give it." }, { loc: ["body"], msg: "No." }];
    const cases = [
      [refusal(404, "There is no assistant."), 404, "There is no assistant.", "There is no assistant."],
      [refusal(422, faults), 422, "body.input.topic: Give it.\nbody: No.", faults],
      [() => new Response("<html>", { status: 502, statusText: "Bad Gateway" }), 502, "The server answered with HTTP 502 Bad Gateway", undefined],
    ];
    for (const [answer, status, message, detail] of cases) {
      const server = new FakeServer();
      server.answers = [answer];
      const error = await failure(server.run());
      assert.ok(error instanceof RequestError);
      assert.deepEqual([error.status, error.message, error.detail], [status, message, detail]);
      assert.equal(server.requests.length, 1);
    }
  });

  it("throws when there is no connection, and does not ask twice", async () => {
    const server = new FakeServer();
    server.answers = [refused];
    const error = await failure(server.run());
    assert.ok(error instanceof ConnectionError);
    assert.match(error.message, /no connection to http:\/\/server\/runs\/stream/);
    assert.equal(error.cause.message, "fetch failed");
    assert.equal(server.requests.length, 1);
    server.answers = [({ init }) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason)))];
    assert.match((await failure(server.run({ idleTimeout: 5 }))).cause.message, /No answer came for 5 ms/);
  });

  it("throws when something else answers", async () => {
    const server = new FakeServer();
    server.answers = [() => new Response("<html>", { headers: { "Content-Type": "text/html" } })];
    assert.match((await failure(server.run())).message, /no stream of events, but text\/html/);
    const broken = new FakeServer();
    broken.answers = [silence(`id: 1\nevent: custom\ndata: {"name"\n\n`)];
    assert.match((await failure(broken.run())).message, /no JSON/);
    await until(() => broken.cancels === 1);
  });
});

describe("a run that is cancelled", () => {
  const isAbort = { name: "AbortError" };

  /** Cancels the run of a server at its first event. */
  async function cancelledAtTheFirstEvent(server) {
    const run = server.run();
    const seen = [];
    await assert.rejects(async () => {
      for await (const event of run) {
        seen.push(event);
        void run.cancel();
      }
    }, isAbort);
    assert.deepEqual(seen, EVENTS.slice(0, 1));
    await assert.rejects(run.result, isAbort);
    return run;
  }

  it("ends here and on the server", async () => {
    const server = new FakeServer();
    server.answers = [silence(frame(RUN[0], 1) + frame(RUN[1], 2))];
    const run = await cancelledAtTheFirstEvent(server);
    await run.cancel();
    assert.equal(server.cancels, 1);
    assert.equal(server.requests.at(-1).init.keepalive, true);
  });

  it("yields none of the events that came already", () => cancelledAtTheFirstEvent(new FakeServer()));

  it("ends while it waits for an event", async () => {
    const server = new FakeServer();
    server.answers = [silence(frame(RUN[0], 1))];
    const run = server.run();
    const loop = all(run);
    await new Promise((resolve) => setImmediate(resolve));
    await run.cancel();
    await assert.rejects(loop, isAbort);
    assert.equal(server.cancels, 1);
  });

  it("ends by a signal, with its reason", async () => {
    const server = new FakeServer();
    server.answers = [silence(frame(RUN[0], 1))];
    const controller = new AbortController();
    const run = server.client().run("research", 1, { signal: controller.signal });
    const loop = all(run);
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error("enough"));
    await assert.rejects(loop, /enough/);
    await assert.rejects(run.result, /enough/);
    await until(() => server.cancels === 1);
  });

  it("does not begin if the signal is aborted", async () => {
    const server = new FakeServer();
    await assert.rejects(server.client().run("research", 1, { signal: AbortSignal.abort() }).result, isAbort);
    assert.deepEqual(server.requests, []);
  });

  it("is cancelled when its loop is left", async () => {
    const server = new FakeServer();
    const run = server.run();
    for await (const event of run) {
      assert.deepEqual(event, EVENTS[0]);
      break;
    }
    await until(() => server.cancels === 1);
    await assert.rejects(run.result, /loop over the events was left/);
  });

  it("is cancelled when its loop throws", async () => {
    const server = new FakeServer();
    await assert.rejects(async () => {
      for await (const _ of server.run()) throw new Error("mine");
    }, /mine/);
    await until(() => server.cancels === 1);
  });

  it("is cancelled on the server also if that has not answered yet", async () => {
    const server = new FakeServer();
    let answer;
    server.answers = [() => new Promise((resolve) => (answer = resolve))];
    const run = server.run();
    const cancelled = run.cancel();
    await assert.rejects(all(run), isAbort);
    let isClosed = false;
    const body = new ReadableStream({ cancel: () => void (isClosed = true) });
    answer(new Response(body, { headers: { "Content-Type": "text/event-stream", "Content-Location": PATH } }));
    await cancelled;
    assert.ok(!server.requests[0].init.signal.aborted);
    assert.equal(server.cancels, 1);
    assert.ok(isClosed);
  });

  it("does not come back after its connection broke", async () => {
    const server = new FakeServer();
    server.cuts = [400];
    const run = server.run({ retryDelay: 100_000 });
    const loop = all(run);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run.cancel();
    await assert.rejects(loop, isAbort);
    assert.deepEqual(server.resumed, []);
  });

  it("leaves nothing to cancel when it has ended", async () => {
    const server = new FakeServer();
    const controller = new AbortController();
    const run = server.client().run("research", 1, { signal: controller.signal });
    await run.result;
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    await run.cancel();
    assert.equal(server.cancels, 0);
    assert.deepEqual(await run.result, { topic: "tea" });
  });
});
