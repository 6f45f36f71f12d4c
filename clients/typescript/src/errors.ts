/** The server refused a request: it is wrong, may not be made, or comes at a bad time. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    message: string,
    /** What the server says: a text, or for an input that does not fit a list of places and faults. */
    readonly detail: unknown,
    /** How many milliseconds the server asks to wait before the next try, if it does. */
    readonly retryAfter: number | undefined,
  ) {
    super(message);
  }
}

/** A run failed on the server. */
export class RunError extends Error {
  override readonly name = "RunError";

  constructor(
    /** Tells kinds of failures apart. */
    readonly kind: "InternalServerError" | "Timeout" | "Cancelled" | "ServerStopping" | "NodeLost" | (string & {}),
    message: string,
  ) {
    super(message);
  }
}

/** There is no connection, or it broke and the run could not be resumed. `cause` says more. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** Reads what the server says of a request that it refused. */
export async function requestError(response: Response): Promise<RequestError> {
  const detail = detailOf(await response.text().catch(() => ""));
  const message = messageOf(detail) ?? `The server answered with HTTP ${response.status} ${response.statusText}`.trimEnd();
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new RequestError(response.status, message, detail, Number.isNaN(seconds) ? undefined : seconds * 1000);
}

function detailOf(body: string): unknown {
  try {
    return JSON.parse(body).detail;
  } catch {
    return undefined; // It comes from a proxy.
  }
}

function messageOf(detail: unknown): string | undefined {
  if (typeof detail === "string") {
    return detail;
  }
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }) => `${[loc].flat().join(".")}: ${msg}`).join("\n");
  }
  return undefined;
}
