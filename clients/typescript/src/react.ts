"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Client, RunOptions } from "./client.js";
import type { Events, Kind, RunnableShape } from "./contract.js";
import type { Run } from "./run.js";

/** How far a run is. `result` is there after success, and `error` after a failure. */
export type RunState<Event, Output> = { events: readonly Event[] } & (
  | { status: "idle" | "running" | "cancelled"; result: undefined; error: undefined }
  | { status: "success"; result: Output; error: undefined }
  | { status: "error"; result: undefined; error: Error }
);

/** What {@link useRun} gives. */
export type UseRun<Event, Input, Output> = RunState<Event, Output> & {
  /** Starts a run, in the place of the one before, which is cancelled. */
  start: (input: Input) => void;
  /** Cancels the run. */
  cancel: () => void;
};

const IDLE = { status: "idle", events: [], result: undefined, error: undefined } as const;

/** Runs a runnable for a component, which is rendered again as events come. The run is cancelled when the component goes. */
export function useRun<
  CustomEvent,
  Runnables extends { [N in keyof Runnables]: RunnableShape },
  Name extends keyof Runnables & string,
  K extends Kind = "custom",
>(
  client: Client<CustomEvent, Runnables>,
  name: Name,
  options?: RunOptions<K>,
): UseRun<Events<CustomEvent, K>, Runnables[Name]["input"], Runnables[Name]["output"]> {
  type State = RunState<Events<CustomEvent, K>, Runnables[Name]["output"]>;
  const [state, setState] = useState<State>(IDLE);
  const current = useRef<Run<unknown, unknown>>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const start = useCallback(
    (input: Runnables[Name]["input"]) => {
      void current.current?.cancel();
      const run = client.run(name, input, latest.current);
      current.current = run;
      setState({ ...IDLE, status: "running" });
      void follow(run, (next) => current.current === run && setState(next));
    },
    [client, name],
  );
  const cancel = useCallback(() => void current.current?.cancel(), []);

  useEffect(
    () => () => {
      void current.current?.cancel();
      current.current = undefined;
    },
    [client, name],
  );
  return { ...state, start, cancel };
}

/** Tells of all that happens in a run, once for what comes together. */
async function follow<Event, Output>(run: Run<Event, Output>, publish: (state: RunState<Event, Output>) => void): Promise<void> {
  const none = { result: undefined, error: undefined };
  const events: Event[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const publishEvents = () => {
    timer = undefined;
    publish({ ...none, status: "running", events: [...events] });
  };
  try {
    for await (const event of run) {
      events.push(event);
      timer ??= setTimeout(publishEvents);
    }
    publish({ status: "success", events, result: await run.result, error: undefined });
  } catch (failure) {
    const error = failure instanceof Error ? failure : new Error(String(failure));
    publish(error.name === "AbortError" ? { ...none, status: "cancelled", events } : { status: "error", events, result: undefined, error });
  } finally {
    clearTimeout(timer);
  }
}
