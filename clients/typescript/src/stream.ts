import { ConnectionError, RequestError } from "./errors.js";
import { type Http, within } from "./http.js";
import { EventStreamParser, type ServerSentEvent } from "./sse.js";

/** How long to wait at most before a connection is made again, in milliseconds. */
const MAX_DELAY = 30_000;

/** How a stream goes on when its connection breaks. */
export interface Resuming {
  /** How many tries in a row may fail. */
  retries: number;
  /** How many milliseconds to wait before the first of them. It doubles with each. */
  retryDelay: number;
}

/**
 * The events of a run on the server, over as many connections as it takes. What a broken connection did not bring comes with the next
 * one, and nothing comes twice.
 */
export class RunStream {
  readonly #http: Http;
  readonly #resuming: Resuming;
  readonly #signal: AbortSignal;
  #path: string | undefined;
  #lastEventId = "";
  #retryDelay: number;
  #failures = 0;

  /**
   * Creates a stream that nothing was read of.
   *
   * @param signal ends it
   */
  constructor(http: Http, resuming: Resuming, signal: AbortSignal) {
    this.#http = http;
    this.#resuming = resuming;
    this.#signal = signal;
    this.#retryDelay = resuming.retryDelay;
  }

  /** The path of the run on the server, once it is known. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Notes where the run is, of what the server said. */
  locate(location: string | null): void {
    this.#path ??= /\/threads\/[^/]+\/runs\/[^/]+/.exec(location ?? "")?.[0];
  }

  /** Reads the events, beginning with those of the answer to the request that began the run. It does not end by itself. */
  async *read(first: Promise<Response>): AsyncGenerator<ServerSentEvent, never> {
    let response = await within(first, this.#signal);
    for (;;) {
      let broken: unknown;
      try {
        yield* this.#readOne(response);
        broken = new Error("The answer ended before the run did.");
      } catch (error) {
        this.#signal.throwIfAborted();
        broken = error;
      }
      response = await this.#reconnect(broken);
    }
  }

  async *#readOne(response: Response): AsyncGenerator<ServerSentEvent> {
    if (!response.body || !/^text\/event-stream\b/i.test(response.headers.get("Content-Type") ?? "")) {
      throw new Error(`The answer is no stream of events, but ${response.headers.get("Content-Type")}. Check the address.`);
    }
    const parser = new EventStreamParser(this.#lastEventId);
    const reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await within(reader.read(), this.#signal, this.#http.idleTimeout);
        if (done) {
          return;
        }
        const events = parser.push(value);
        this.#retryDelay = parser.retry ?? this.#retryDelay;
        this.#lastEventId = parser.lastEventId;
        if (events.length > 0) {
          this.#failures = 0;
        }
        yield* events;
      }
    } finally {
      void reader.cancel().catch(() => {}); // which closes the connection
    }
  }

  async #reconnect(broken: unknown): Promise<Response> {
    const path = this.#path;
    if (path === undefined || this.#resuming.retries === 0) {
      throw new ConnectionError(`The connection broke before the run had ended. ${messageOf(broken)}`.trimEnd(), { cause: broken });
    }
    for (let cause = broken; ; ) {
      if (this.#failures >= this.#resuming.retries) {
        throw new ConnectionError(`The connection broke, and ${this.#failures} tries in a row did not bring it back.`, { cause });
      }
      await this.#pause(cause);
      this.#failures++;
      try {
        const headers: { [name: string]: string } = { Accept: "text/event-stream" };
        if (this.#lastEventId !== "") {
          headers["Last-Event-ID"] = this.#lastEventId;
        }
        return await this.#http.send(`${path}/stream`, { method: "GET", headers, signal: this.#signal });
      } catch (error) {
        this.#signal.throwIfAborted();
        if (error instanceof RequestError && !isPassing(error.status)) {
          throw new ConnectionError(`The connection broke, and the run cannot be resumed: ${error.message}`, { cause: error });
        }
        cause = error;
      }
    }
  }

  /** Waits, the longer the more tries have failed, and never as long as other clients do whose connections broke at the same time. */
  async #pause(cause: unknown): Promise<void> {
    const growing = Math.min(this.#retryDelay * 2 ** this.#failures, MAX_DELAY);
    const asked = cause instanceof RequestError ? Math.min(cause.retryAfter ?? 0, MAX_DELAY) : 0;
    const delay = Math.max(growing * (0.5 + Math.random() / 2), asked);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await within(new Promise<void>((resolve) => (timer = setTimeout(resolve, delay))), this.#signal);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Returns whether what the server or a proxy refuses now may work soon. */
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
