/** What the compiler says of programs that use the client: what is right passes, and what is wrong does not. */
import { createClient, type Run, type RunEvent } from "@runcast/client";
import { useRun } from "@runcast/client/react";
import type { Runnables } from "./contract";
import type { CustomEvent } from "./events";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};
interface InterfaceOfRunnables {
  research: { input: string; output: number; events: "progress" };
}

const url = "http://127.0.0.1:8000";

export async function byTheUnionOfEvents(): Promise<void> {
  const client = createClient<CustomEvent>({ url });
  const run = client.run("research", { topic: "tea" });
  same<Awaited<typeof run.result>, unknown>(true);
  for await (const event of run) {
    same<typeof event, CustomEvent>(true);
    same<typeof event.run_id, string>(true);
    if (event.name === "progress") {
      same<typeof event.data.step, number>(true);
      same<typeof event.data.note, string | null>(true);
      // @ts-expect-error There is no such field.
      event.data.stop;
    }
    // @ts-expect-error There is no such event.
    if (event.name === "progres") return;
    // @ts-expect-error Not all events have it.
    event.data.step;
    switch (event.name) {
      case "progress":
      case "done":
        break;
      default:
        same<typeof event.data.authors, string[]>(true); // so that a new event does not pass unseen
    }
  }
}

export async function byTheRunnables(): Promise<void> {
  const client = createClient<CustomEvent, Runnables>({ url, headers: () => ({ Authorization: "Bearer x" }) });
  const run = client.run("research", { topic: "tea", sources: 3 });
  same<typeof run, Run<CustomEvent, { topic: string; sources: number }>>(true);
  const count = client.run("deep/count", { total: 3, fails: false });
  same<Awaited<typeof count.result>, number>(true);
  for await (const event of count) same<typeof event, CustomEvent>(true); // also those of runs inside it
  // @ts-expect-error There is no such runnable.
  client.run("reserch", { topic: "tea", sources: 3 });
  // @ts-expect-error A number is no topic.
  client.run("research", { topic: 1, sources: 3 });
  // @ts-expect-error Something is missing.
  client.run("research", { topic: "tea" });
  // @ts-expect-error It is one of two words.
  client.run("cancelled", null, { events: "some" });
  // @ts-expect-error Such a run does not end so.
  const wrong: string = await client.run("cancelled", null).result;
  // @ts-expect-error There is no such event.
  for await (const event of count) if (event.name === "find") return;
  return void wrong;
}

export async function allEvents(): Promise<void> {
  for await (const event of createClient<CustomEvent, Runnables>({ url }).run("waiting", "tea", { events: "all" })) {
    same<typeof event, CustomEvent | RunEvent>(true);
    if (event.event === "on_custom_event") {
      same<typeof event, CustomEvent>(true);
    } else {
      same<typeof event, RunEvent>(true);
      same<typeof event.data.chunk, unknown>(true);
    }
    if (event.event === "on_chain_stream") same<typeof event.data.chunk, unknown>(true);
    // @ts-expect-error There is no such event.
    if (event.event === "on_chain_begin") return;
  }
}

export async function withoutTypes(): Promise<void> {
  const run = createClient({ url }).run("research", { topic: "tea" });
  for await (const event of run) {
    if (event.name === "progress") console.log(event.data.step, event.parent_ids);
    // @ts-expect-error That is no part of an event.
    event.step;
  }
  const result = await run.result;
  // @ts-expect-error Nothing is known of it.
  result.topic;
}

// @ts-expect-error There is no address.
createClient({});
// @ts-expect-error These are no runnables.
createClient<CustomEvent, { research: string }>({ url });
// @ts-expect-error These are no events.
createClient<{ type: string }>({ url });
createClient<{ name: "other"; data: number }>({ url }); // Others may have written the types of events down.
createClient<CustomEvent, InterfaceOfRunnables>({ url });
createClient({ url, fetch: (input, init) => fetch(input, { ...init, credentials: "include" }) });

export function Component(): string {
  const client = createClient<CustomEvent, Runnables>({ url });
  const run = useRun(client, "research");
  same<typeof run.events, readonly CustomEvent[]>(true);
  run.start({ topic: "tea", sources: 3 });
  // @ts-expect-error Something is missing.
  run.start({ topic: "tea" });
  // @ts-expect-error There is no such runnable.
  useRun(client, "reserch");
  const { status, result, error } = useRun(client, "deep/count", { config: { tags: ["t"] } });
  if (status === "success") same<typeof result, number>(true);
  if (status === "error") same<typeof error, Error>(true);
  // @ts-expect-error It may not be there yet.
  result.toFixed();
  same<(ReturnType<typeof useRun<CustomEvent, Runnables, "waiting", "all">>)["events"], readonly (CustomEvent | RunEvent)[]>(true);
  same<(typeof untyped)["result"], unknown>(true);
  const untyped = useRun(createClient({ url }), "anything", { events: "all" });
  return untyped.events.map((event) => event.name).join();
}
