import { ConnectionError, RunError } from "./errors.js";
import type { Http } from "./http.js";
import { type Resuming, RunStream } from "./stream.js";

/**
 * A run on the server. It is iterated over once, for its events as they happen, and throws if the run fails. Leaving the loop cancels
 * the run.
 */
export interface Run<Event, Output> extends AsyncIterable<Event> {
  /**
   * The output. Await it after the loop, or instead of it: without a loop the run is read to its end, and its events are dropped. It is
   * rejected with what the loop throws.
   */
  readonly result: Promise<Output>;

  /**
   * Cancels the run, here and on the server. The loop and the result end with an `AbortError`. Does nothing if the run has ended.
   *
   * @returns a promise that is kept when the server was told, or could not be reached
   */
  cancel(): Promise<void>;
}

/** A run as its request describes it. */
export interface RunRequest {
  path: string;
  body: object;
  /** The events of the server that have what the run yields. */
  wanted: string;
  signal: AbortSignal | undefined;
}

/** A run that was asked for. */
export class ServerRun<Event, Output> implements Run<Event, Output> {
  readonly #http: Http;
  readonly #wanted: string;
  readonly #life = new AbortController();
  readonly #stream: RunStream;
  readonly #opening: Promise<Response>;
  readonly #result: Promise<Output>;
  #fulfil!: (output: Output) => void;
  #reject!: (reason: unknown) => void;
  #isRead = false;

  constructor(http: Http, resuming: Resuming, request: RunRequest) {
    this.#http = http;
    this.#wanted = request.wanted;
    this.#result = new Promise((resolve, reject) => {
      this.#fulfil = resolve;
      this.#reject = reject;
    });
    this.#result.catch(() => {}); // The loop throws the same. Whoever awaits the result hears of it there.
    this.#stream = new RunStream(http, resuming, this.#life.signal);
    this.#opening = this.#open(request);
    this.#opening.catch(() => {});
    const { signal } = request;
    if (signal) {
      const abort = () => this.#stop(signal.reason);
      signal.addEventListener("abort", abort, { signal: this.#life.signal });
    }
  }

  get result(): Promise<Output> {
    queueMicrotask(() => {
      if (!this.#isRead) {
        void this.#drain();
      }
    });
    return this.#result;
  }

  cancel(): Promise<void> {
    return this.#stop(new DOMException("The run was cancelled.", "AbortError"));
  }

  [Symbol.asyncIterator](): AsyncIterator<Event, void, undefined> {
    if (this.#isRead) {
      throw new Error("The events of a run are read once. Begin the loop before the result is awaited, and loop once.");
    }
    this.#isRead = true;
    return this.#read();
  }

  /** Asks for the run. The request is not broken off before its answer, since the run may have begun, and is then to be cancelled. */
  async #open({ path, body, signal }: RunRequest): Promise<Response> {
    signal?.throwIfAborted();
    const response = await this.#http.send(path, { method: "POST", headers: { Accept: "text/event-stream" }, body });
    this.#stream.locate(response.headers.get("Content-Location"));
    return response;
  }

  async #drain(): Promise<void> {
    try {
      for await (const _ of this);
    } catch {
      // The result is rejected with it.
    }
  }

  async *#read(): AsyncGenerator<Event, void, undefined> {
    const frames = this.#stream.read(this.#opening);
    try {
      for await (const { event, data } of frames) {
        this.#life.signal.throwIfAborted(); // What came before is not wanted any more.
        if (event === this.#wanted) {
          yield parse(data);
        } else if (event === "metadata") {
          const { thread_id, run_id } = parse(data);
          this.#stream.locate(`/threads/${thread_id}/runs/${run_id}`);
        } else if (event === "output") {
          this.#fulfil(parse(data).output);
          this.#life.abort();
          return;
        } else if (event === "error") {
          const { error, message } = parse(data);
          const failure = new RunError(error, message);
          this.#reject(failure);
          this.#life.abort();
          throw failure;
        }
      }
    } catch (error) {
      void this.#stop(error);
      throw error;
    } finally {
      void this.#stop(new DOMException("The loop over the events was left, which cancels the run.", "AbortError"));
    }
  }

  /** Ends what has not ended. */
  async #stop(reason: unknown): Promise<void> {
    if (this.#life.signal.aborted) {
      return;
    }
    this.#reject(reason);
    this.#life.abort(reason);
    try {
      const response = await this.#opening;
      if (!response.body?.locked) {
        void response.body?.cancel().catch(() => {});
      }
      if (this.#stream.path !== undefined) {
        await this.#http.send(`${this.#stream.path}/cancel`, { method: "POST", keepalive: true });
      }
    } catch {
      // There is no run, it has ended, or the server cannot be reached.
    }
  }
}

/** Reads JSON of the server, whose types the contract gives. */
function parse(json: string): any {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ConnectionError("An event of the server is no JSON. Something between here and there changes the stream.", { cause });
  }
}
