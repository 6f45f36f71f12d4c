// The contract, the events of a real run, and what is none of its events.
import fs from "node:fs";

export const contract = JSON.parse(fs.readFileSync("events.json", "utf8"));
export const events = fs.readFileSync("events.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));

const [, first] = events; // whose numbers JavaScript holds exactly
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

/** Fails unless all events that a tool can read are accepted and everything else is refused. */
export function check(tool, accepts, canRead = () => true) {
  const good = events.filter(canRead);
  const bad = wrong.filter(canRead);
  const faults = [
    ...good.filter((event) => !accepts(event)).map((event) => `refuses ${JSON.stringify(event)}`),
    ...bad.filter((event) => accepts(event)).map((event) => `accepts ${JSON.stringify(event)}`),
  ];
  if (good.length < 40 || bad.length < 7 || faults.length > 0) {
    console.error([`${tool}: ${good.length} events`, ...faults].join("\n"));
    process.exit(1);
  }
  console.log(`${tool}: accepts ${good.length} events of a run, and refuses ${bad.length} wrong ones`);
}
