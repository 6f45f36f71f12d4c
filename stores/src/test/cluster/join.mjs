// A run that is started on the first server is joined on the second one, after each event that has come, by the SDK for JavaScript.
import assert from "node:assert/strict";
import { Client } from "langgraph-sdk-1";

const [a, b] = process.argv.slice(2).map((apiUrl) => new Client({ apiUrl }));

async function read(run, lastEventId) {
  const parts = [];
  for await (const part of b.runs.joinStream(run.thread_id, run.run_id, { streamMode: "custom", lastEventId })) {
    parts.push(part);
  }
  return parts.filter((part) => part.event === "custom");
}

const { thread_id } = await a.threads.create();
const run = await a.runs.create(thread_id, "count", { input: { events: 40, pauseMillis: 20 }, streamMode: "custom" });
const events = await read(run);
assert.deepEqual(events.map((part) => part.data.data.index), [...Array(40).keys()]);
for (const [i, event] of events.entries()) {
  assert.deepEqual(await read(run, event.id), events.slice(i + 1));
}
console.log("40 of 40 events while it went on, and the rest after each of them");
