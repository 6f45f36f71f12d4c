// An agent of the first server is left in mid-run. Its client comes back to the second one with the same ids, by the HttpAgent of AG-UI,
// and gets all events. The page of the second server lists the run, and a run of LangServe's protocol that the first one did.
import assert from "node:assert/strict";
import { HttpAgent } from "@ag-ui/client";

const [a, b] = process.argv.slice(2);
const ids = { threadId: crypto.randomUUID(), runId: crypto.randomUUID() };

/** Runs the agent, and returns its events; with `most`, it is left after so many. */
async function run(server, most = Infinity) {
  const agent = new HttpAgent({ url: `${server}/ag-ui/count`, threadId: ids.threadId });
  const events = [];
  const forwardedProps = { input: { events: 40, pauseMillis: 50 }, onDisconnect: "continue" };
  const onEvent = ({ event }) => {
    events.push(event);
    if (events.length === most) {
      agent.abortRun();
    }
  };
  await agent.runAgent({ runId: ids.runId, forwardedProps }, { onEvent });
  return events;
}

const first = await run(a, 5);
const events = await run(b);
assert.deepEqual([events[0].type, events.at(-1).type], ["RUN_STARTED", "RUN_FINISHED"]);
assert.deepEqual(events.slice(0, 5), first.slice(0, 5));
const counted = events.filter((event) => event.type === "CUSTOM");
assert.deepEqual(counted.map((event) => event.value.index), [...Array(40).keys()]);
assert.equal(events.at(-1).result, 40);

const served = await fetch(`${a}/count/stream_events`, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ input: { events: 3, pauseMillis: 0 } }),
});
assert.match(await served.text(), /event: end/);
const runs = await (await fetch(`${b}/runs`)).json();
const { run_id } = events[0].metadata;
assert.ok(runs.some((each) => each.run_id === run_id && each.status === "success"));
const last = await (await fetch(`${b}/runs/${runs[0].run_id}/events`)).text();
assert.equal(last.match(/on_custom_event/g).length, 3);
console.log("all 42 events, the first 5 of them once more; /runs of the other server has the runs of AG-UI and LangServe");
