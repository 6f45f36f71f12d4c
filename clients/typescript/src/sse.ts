/** An event of a stream as the standard of server-sent events has it. */
export interface ServerSentEvent {
  /** The id of this event or, if it has none, that of the one before. Empty if none had any. */
  id: string;
  event: string;
  data: string;
}

/** How many characters an event may have before it is refused, so that a stream without an end of line cannot fill the memory. */
const MAX_LENGTH = 64 * 1024 * 1024;

/**
 * Reads server-sent events out of bytes, however these are split, by the rules of the HTML standard. One parser reads one stream.
 */
export class EventStreamParser {
  /** The time in milliseconds that the server asks to wait before a connection is made again, if it does. */
  retry: number | undefined;

  /** The id by which to ask for what comes after the last whole event. */
  lastEventId: string;

  readonly #decoder = new TextDecoder(); // which drops a byte order mark
  readonly #maxLength: number;
  #pieces: string[] = []; // of a line whose end has not come
  #length = 0; // of the event that has not ended
  #endedWithReturn = false;
  #id: string;
  #event = "";
  #data: string[] = [];

  /** Creates a parser for the stream that goes on after the event with an id, or for one that begins. */
  constructor(lastEventId = "", maxLength = MAX_LENGTH) {
    this.lastEventId = lastEventId;
    this.#id = lastEventId;
    this.#maxLength = maxLength;
  }

  /** Takes the next bytes, and returns the events that end in them. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    const text = this.#decoder.decode(bytes, { stream: true });
    const events: ServerSentEvent[] = [];
    const lineEnd = /\r\n|\r|\n/g;
    let start = this.#endedWithReturn && text.startsWith("\n") ? 1 : 0;
    lineEnd.lastIndex = start;
    for (let end = lineEnd.exec(text); end !== null; end = lineEnd.exec(text)) {
      this.#hold(text.slice(start, end.index));
      const line = this.#pieces.join("");
      this.#pieces = [];
      start = lineEnd.lastIndex;
      if (line === "") {
        this.#dispatch(events);
      } else {
        this.#read(line);
      }
    }
    if (text !== "") {
      this.#endedWithReturn = text.endsWith("\r");
    }
    this.#hold(text.slice(start));
    return events;
  }

  #hold(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#maxLength) {
      throw new RangeError(`An event of the stream is longer than ${this.#maxLength} characters.`);
    }
    if (piece !== "") {
      this.#pieces.push(piece);
    }
  }

  #read(line: string): void {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") {
      this.#data.push(value);
    } else if (field === "event") {
      this.#event = value;
    } else if (field === "id" && !value.includes("\0")) {
      this.#id = value;
    } else if (field === "retry" && /^[0-9]+$/.test(value)) {
      this.retry = Number(value);
    } else if (field === "") {
      this.#length -= line.length; // A comment is not kept, and there may be any number of them.
    }
  }

  #dispatch(events: ServerSentEvent[]): void {
    this.lastEventId = this.#id;
    if (this.#data.length > 0) {
      events.push({ id: this.#id, event: this.#event || "message", data: this.#data.join("\n") });
    }
    this.#event = "";
    this.#data = [];
    this.#length = 0;
  }
}
