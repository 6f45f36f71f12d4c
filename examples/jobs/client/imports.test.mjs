// Tests the import by its HTTP API and in its database: examples/jobs/run
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { after, before, beforeEach, test } from "node:test";
import { imports } from "./imports.mjs";

const { CLASS_PATH, JAVA = "java", JDBC_URL, PSQL_URL } = process.env;
const products = (count) => Array.from({ length: count }, (_, i) => ({ sku: `sku-${i}`, name: `Tea ${i}`, price: i }));
const sql = (statement) => execFileSync("psql", [PSQL_URL, "-qAtc", statement], { encoding: "utf8" }).trim();
const count = (table) => Number(sql(`SELECT count(*) FROM ${table}`));

async function startServer() {
  const server = spawn(JAVA, ["-cp", CLASS_PATH, "dev.runcast.examples.jobs.Main", JDBC_URL, "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  server.stderr.on("data", (text) => (log += text));
  const [address] = await Promise.race([
    once(server.stdout, "data"),
    once(server, "exit").then(() => assert.fail(`The server does not start: ${log}`)),
  ]);
  return {
    as: (user) => imports(String(address).trim(), `token-of-${user}`),
    log: () => log,
    async stop(signal) {
      const exit = once(server, "exit");
      server.kill(signal);
      await exit;
    },
  };
}

let server;
let ada;
let bob;
before(async () => {
  server = await startServer();
  ada = server.as("ada");
  bob = server.as("bob");
});
after(() => server.stop("SIGTERM"));
beforeEach(() => sql("TRUNCATE imports, products"));

// Keeps imports of Ada from going on beyond a product, by a transaction of its own that has inserted the product.
async function gateAt(sku) {
  const session = spawn("psql", [PSQL_URL, "-qAt"], { stdio: ["pipe", "pipe", "inherit"] });
  const opened = once(session.stdout, "data");
  session.stdin.write(`BEGIN; INSERT INTO products VALUES ('ada', '${sku}', 'gate', 0);\n\\echo opened\n`);
  await opened;
  return {
    async open() {
      const exit = once(session, "exit");
      session.stdin.end("ROLLBACK;\n");
      await exit;
    },
  };
}

// Reads events up to the progress of this many products, and returns them.
async function readTo(done, events) {
  const read = [];
  for await (const event of events) {
    read.push(event);
    if (event.event === "custom" && event.data.data.done === done) return read;
  }
  assert.fail(`The stream ended before ${done} products: ${JSON.stringify(read)}`);
}

async function readAll(events) {
  const read = [];
  for await (const event of events) read.push(event);
  return read;
}

const progress = (events) => events.filter((e) => e.event === "custom").map((e) => e.data.data.done);
const output = (events) => events.filter((e) => e.event === "output").map((e) => e.data.output);
const errors = (events) => events.filter((e) => e.event === "error").map((e) => e.data.error);

test("tells how far it is, and what came of it after the commit", async () => {
  const key = crypto.randomUUID();
  const events = await readAll(ada.follow(key, await ada.start(key, products(250))));
  assert.deepEqual(progress(events), [100, 200, 250]);
  assert.deepEqual(output(events), [250]);
  assert.equal(count("products"), 250);
  assert.equal(sql("SELECT owner FROM imports"), "ada");
});

test("an import that is cancelled is rolled back, and can be started again", async () => {
  const key = crypto.randomUUID();
  const gate = await gateAt("sku-220");
  const run = await ada.start(key, products(250));
  await readTo(200, ada.follow(key, run));
  await ada.cancel(key, run);
  await gate.open();
  assert.deepEqual(errors(await readAll(ada.follow(key, run))), ["Cancelled"]);
  assert.equal(count("imports"), 0);

  const again = await readAll(ada.follow(key, await ada.start(key, products(250))));
  assert.deepEqual(progress(again), [100, 200, 250], "nothing was left");
  assert.deepEqual(output(again), [250]);
  assert.equal(count("products"), 250);
});

test("a page that was reloaded goes on where it was", async () => {
  const key = crypto.randomUUID();
  const gate = await gateAt("sku-220");
  const page = new AbortController();
  const before = await readTo(200, ada.follow(key, await ada.start(key, products(250)), { signal: page.signal }));
  page.abort();

  const run = await ada.find(key);
  const reloaded = ada.follow(key, run, { lastEventId: before.at(-1).id });
  await gate.open();
  const since = await readAll(reloaded);
  assert.deepEqual(progress(since), [250]);
  assert.deepEqual(output(since), [250]);
  assert.deepEqual(progress(await readAll(ada.follow(key, run))), [100, 200, 250], "from the beginning");
});

test("a key that is started twice is one import", async () => {
  const key = crypto.randomUUID();
  const gate = await gateAt("sku-220");
  const run = await ada.start(key, products(250));
  assert.equal(await ada.start(key, products(250)), run, "while it goes on");
  await gate.open();
  assert.deepEqual(output(await readAll(ada.follow(key, run))), [250]);

  const events = await readAll(ada.follow(key, await ada.start(key, products(250))));
  assert.deepEqual(output(events), [250], "when it has ended");
  assert.deepEqual(progress(events), []);
  assert.equal(count("products"), 250);
});

test("an import is its owner's", async () => {
  const key = crypto.randomUUID();
  const run = await ada.start(key, products(250));
  await readAll(ada.follow(key, run));
  assert.equal(await bob.find(key), undefined);
  await assert.rejects(readAll(bob.follow(key, run)), { status: 404 });
  await assert.rejects(bob.cancel(key, run), { status: 404 });
  await readAll(bob.follow(key, await bob.start(key, products(250))));
  assert.equal(sql("SELECT string_agg(owner, ' ' ORDER BY owner) FROM imports"), "ada bob", "Bob's key is another");
});

test("an import that fails leaves nothing", async () => {
  const key = crypto.randomUUID();
  const wrong = products(250);
  wrong[240].price = -1;
  const events = await readAll(ada.follow(key, await ada.start(key, wrong)));
  assert.deepEqual(progress(events), [100, 200]);
  assert.deepEqual(errors(events), ["InternalServerError"]);
  assert.match(server.log(), /products_price_check/, "the log tells why");
  assert.equal(count("products"), 0);
});

test("a key that is started on two servers is one import", async () => {
  const other = await startServer();
  try {
    const key = crypto.randomUUID();
    const gate = await gateAt("sku-220");
    const run = await ada.start(key, products(250));
    await readTo(200, ada.follow(key, run));
    const elsewhere = other.as("ada");
    const waiting = readAll(elsewhere.follow(key, await elsewhere.start(key, products(250))));
    await gate.open();
    assert.deepEqual(output(await readAll(ada.follow(key, run))), [250]);
    const events = await waiting;
    assert.deepEqual(output(events), [250]);
    assert.deepEqual(progress(events), [], "it waits for the other");
    assert.equal(count("products"), 250);
  } finally {
    await other.stop("SIGTERM");
  }
});

test("an import whose server dies leaves nothing, and can be started again", async () => {
  const key = crypto.randomUUID();
  const gate = await gateAt("sku-220");
  const dying = await startServer();
  await readTo(200, dying.as("ada").follow(key, await dying.as("ada").start(key, products(250))));
  await dying.stop("SIGKILL");
  await gate.open();
  assert.equal(await ada.find(key), undefined, "the run is gone with its server");
  assert.deepEqual(output(await readAll(ada.follow(key, await ada.start(key, products(250))))), [250]);
  assert.equal(count("imports"), 1);
  assert.equal(count("products"), 250);
});
