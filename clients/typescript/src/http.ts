import { ConnectionError, requestError } from "./errors.js";

/** Headers, or what makes them for each request, such as one with a token that expires. */
export type RequestHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

interface Request {
  method: "GET" | "POST";
  headers?: { [name: string]: string };
  body?: unknown;
  /** Breaks the request off. */
  signal?: AbortSignal;
  /** Lets the request survive the page. */
  keepalive?: boolean;
}

/** Sends requests to one server. */
export class Http {
  readonly #url: string;
  readonly #headers: RequestHeaders | undefined;
  readonly #fetch: typeof fetch;
  /** How many milliseconds a connection may be silent before it is taken for broken. */
  readonly idleTimeout: number;

  constructor(url: string, headers: RequestHeaders | undefined, fetch_: typeof fetch | undefined, idleTimeout: number) {
    this.#url = url.replace(/\/+$/, "");
    this.#headers = headers;
    this.#fetch = fetch_ ?? ((input, init) => fetch(input, init)); // looked up late, so that tools can replace it
    this.idleTimeout = idleTimeout;
  }

  /**
   * Sends a request, and returns the answer when it begins.
   *
   * @throws RequestError if the server refuses it
   * @throws ConnectionError if no answer comes
   */
  async send(path: string, request: Request): Promise<Response> {
    const headers = new Headers(typeof this.#headers === "function" ? await this.#headers() : this.#headers);
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      headers.set(name, value);
    }
    const init: RequestInit = { method: request.method, headers };
    if (request.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(request.body);
    }
    if (request.keepalive) {
      init.keepalive = true;
    }
    const response = await this.#answer(`${this.#url}${path}`, init, request.signal);
    if (!response.ok) {
      throw await requestError(response);
    }
    return response;
  }

  async #answer(url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(new Error(`No answer came for ${this.idleTimeout} ms.`)), this.idleTimeout);
    signal?.addEventListener("abort", abort);
    try {
      signal?.throwIfAborted();
      return await this.#fetch(url, { ...init, signal: controller.signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ConnectionError(`There is no connection to ${url}.`, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }
}

/**
 * Waits for a promise, but neither after the signal is aborted, of which the reason is thrown, nor longer than so many milliseconds.
 */
export function within<T>(promise: Promise<T>, signal: AbortSignal, milliseconds?: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => finish(() => reject(signal.reason));
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => finish(() => reject(new ConnectionError(`Nothing came for ${milliseconds} ms.`))), milliseconds);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      settle();
    };
    signal.addEventListener("abort", abort);
    promise.then(
      (value) => finish(() => resolve(value)),
      (error) => finish(() => reject(error)),
    );
    if (signal.aborted) {
      abort();
    }
  });
}
