import type { AnyCustomEvent, AnyRunnables, Events, EventShape, Kind, RunnableShape } from "./contract.js";
import { Http, type RequestHeaders } from "./http.js";
import { type Run, ServerRun } from "./run.js";

/** How a client reaches its server. */
export interface ClientOptions {
  /** The address of the server, such as `http://127.0.0.1:8000`, or the path of it on the server of the page. */
  url: string;
  /** Headers of all requests, or a function that makes them for each. */
  headers?: RequestHeaders;
  /** Is used in the place of the global `fetch`. */
  fetch?: typeof fetch;
  /** How many tries in a row to bring a broken connection back may fail: 5 by default. 0 asks for runs that end with their connection. */
  retries?: number;
  /** How many milliseconds to wait before the first of them: 1000 by default, if the server does not say. It doubles with each. */
  retryDelay?: number;
  /**
   * How many milliseconds a connection may be silent before it is taken for broken: 60,000 by default. A server sends something each 15
   * seconds, unless its `heartbeat` is set otherwise.
   */
  idleTimeout?: number;
}

/** What a run is to know. The server says what of it clients may set. */
export interface RunConfig {
  tags?: string[];
  metadata?: { [key: string]: unknown };
  run_name?: string;
  configurable?: { [key: string]: unknown };
  [key: string]: unknown;
}

/** How to run. */
export interface RunOptions<K extends Kind = Kind> {
  config?: RunConfig;
  /** Cancels the run. */
  signal?: AbortSignal;
  /** `"all"` yields starts, chunks and ends of runs too, and not only custom events. */
  events?: K;
  /** The thread that the run is part of, a UUID. It is made if it is not there. A thread has one run at a time. */
  threadId?: string;
}

/**
 * A server whose runnables can be run.
 *
 * @typeParam CustomEvent the union of the custom events that runs may emit, such as `CustomEvent` of the event contract
 * @typeParam Runnables what the runnables take and make, by their names
 */
export interface Client<CustomEvent = AnyCustomEvent, Runnables extends { [Name in keyof Runnables]: RunnableShape } = AnyRunnables> {
  /**
   * Runs a runnable, at once.
   *
   * @param name the path of the runnable on the server, without the first slash
   * @param input the parameter of the runnable, or an object of its parameters
   */
  run<Name extends keyof Runnables & string, K extends Kind = "custom">(
    name: Name,
    input: Runnables[Name]["input"],
    options?: RunOptions<K>,
  ): Run<Events<CustomEvent, K>, Runnables[Name]["output"]>;
}

/** Creates a client of a server. It makes no connection before there is a run. */
export function createClient<
  CustomEvent extends EventShape = AnyCustomEvent,
  Runnables extends { [Name in keyof Runnables]: RunnableShape } = AnyRunnables,
>(options: ClientOptions): Client<CustomEvent, Runnables> {
  const { url, headers, fetch, retries = 5, retryDelay = 1000, idleTimeout = 60_000 } = options;
  const http = new Http(url, headers, fetch, idleTimeout);
  return {
    run: (name, input, { config, signal, events = "custom", threadId } = {}) => {
      const wanted = events === "all" ? "events" : "custom";
      return new ServerRun(http, { retries, retryDelay }, {
        path: threadId === undefined ? "/runs/stream" : `/threads/${encodeURIComponent(threadId)}/runs/stream`,
        body: {
          assistant_id: name,
          input: input ?? null,
          config,
          stream_mode: [wanted, "output"],
          stream_resumable: retries > 0,
          if_not_exists: threadId === undefined ? undefined : "create",
        },
        wanted,
        signal,
      });
    },
  };
}
