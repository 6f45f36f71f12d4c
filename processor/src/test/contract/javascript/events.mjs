// The contract, the events of a real run, and what is none of its events.
import fs from "node:fs";

export const contract = JSON.parse(fs.readFileSync("events.json", "utf8"));
export const events = fs.readFileSync("events.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));

const [first] = events;
export const wrong = [
  { ...first, name: "unknown" },
  { ...first, data: { ...first.data, anInt: "one" } },
  { ...first, data: { ...first.data, aDouble: "not a number" } },
  { ...first, data: null },
  { ...first, run_id: undefined },
  { ...first, event: "on_chain_end" },
  { ...events.find((event) => event.name === "color"), data: "PINK" },
  { ...events.find((event) => event.name === "figure"), data: { radius: 1, side: 1 } },
].map((event) => JSON.parse(JSON.stringify(event)));

/** Fails unless all events are accepted and everything else is refused. */
export function check(tool, accepts) {
  const faults = [
    ...events.filter((event) => !accepts(event)).map((event) => `refuses ${JSON.stringify(event)}`),
    ...wrong.filter(accepts).map((event) => `accepts ${JSON.stringify(event)}`),
  ];
  if (events.length < 40 || faults.length > 0) {
    console.error([`${tool}: ${events.length} events`, ...faults].join("\n"));
    process.exit(1);
  }
  console.log(`${tool}: accepts ${events.length} events of a run, and refuses ${wrong.length} wrong ones`);
}
