// Streams custom events by @langchain/core, as StreamBenchmark does by Runcast, and prints how many it reads in a second.

import { readFileSync } from "node:fs";
import { dispatchCustomEvent } from "@langchain/core/callbacks/dispatch";
import { RunnableLambda } from "@langchain/core/runnables";

const EVENTS = 10_000;
const REPEATS = 5;

const report = RunnableLambda.from(async (steps, config) => {
  for (let step = 0; step < steps; step++) {
    await dispatchCustomEvent("progress", { step, total: steps, note: "searching" }, config);
  }
});

async function eventsPerSecond(steps) {
  const start = performance.now();
  let read = 0;
  for await (const event of report.streamEvents(steps, { version: "v2" })) {
    if (event.event === "on_custom_event") {
      read++;
    }
  }
  if (read !== steps) {
    throw new Error(`${read} events were read of ${steps}`);
  }
  return (read * 1000) / (performance.now() - start);
}

await eventsPerSecond(EVENTS); // warms up
const rates = [];
for (let i = 0; i < REPEATS; i++) {
  rates.push(await eventsPerSecond(EVENTS));
}
rates.sort((a, b) => a - b);
const { version } = JSON.parse(readFileSync("node_modules/@langchain/core/package.json", "utf8"));
console.log(
  JSON.stringify({ peer: "@langchain/core", version, events: EVENTS, eventsPerSecond: rates[(REPEATS - 1) / 2] }),
);
