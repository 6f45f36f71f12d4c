/** The parser of streams, by the rules of the HTML standard. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EventStreamParser } from "../dist/sse.js";

const encoder = new TextEncoder();
const event = (data, event = "message", id = "") => ({ id, event, data });
const parse = (text) => new EventStreamParser().push(encoder.encode(text));

describe("the parser", () => {
  const cases = {
    "an event": ["data: a\n\n", [event("a")]],
    "a name and an id": ["id: 7\nevent: e\ndata: a\n\n", [event("a", "e", "7")]],
    "lines of data": ["data: a\ndata\ndata: b\n\n", [event("a\n\nb")]],
    "only one space is dropped": ["data:  a \ndata:b\n\n", [event(" a \nb")]],
    "a colon in a value": ["data: a: b\n\n", [event("a: b")]],
    "empty data is data": ["data\n\ndata:\n\n", [event(""), event("")]],
    "no data is no event": ["event: e\nid: 7\n\ndata: a\n\n", [event("a", "message", "7")]],
    "the last event is whole, or none": ["data: a\n\ndata: b\n", [event("a")]],
    "an id is kept": ["id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", [event("a", "message", "7"), event("b", "message", "7"), event("c")]],
    "an id with a null is none": ["id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n", [event("a", "message", "7"), event("b", "message", "7")]],
    "comments and strangers": [": ping\n:\nother: x\nData: x\n data: x\ndata: a\n\n", [event("a")]],
    "a comment within an event": ["data: a\n: ping\ndata: b\n\n", [event("a\nb")]],
    "carriage returns": ["data: a\rdata: b\r\r", [event("a\nb")]],
    "carriage returns and line feeds": ["data: a\r\ndata: b\r\n\r\n", [event("a\nb")]],
    "line ends of all kinds": ["data: a\r\ndata: b\rdata: c\n\r\n", [event("a\nb\nc")]],
    "a byte order mark": ["\uFEFFdata: a\n\n", [event("a")]],
    "one byte order mark": ["\uFEFF\uFEFFdata: a\n\ndata: \uFEFFb\n\n", [event("\uFEFFb")]],
    "separators that are no line ends": ["data: a\u2028b\u0085c\vd\n\n", [event("a\u2028b\u0085c\vd")]],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(`reads ${name}, however it is split`, () => {
      assert.deepEqual(parse(text), expected);
      const bytes = encoder.encode(text);
      for (let i = 0; i <= bytes.length; i++) {
        const parser = new EventStreamParser();
        assert.deepEqual([...parser.push(bytes.slice(0, i)), ...parser.push(bytes.slice(i))], expected, `split at ${i}`);
      }
      const parser = new EventStreamParser();
      assert.deepEqual([...bytes].flatMap((byte) => parser.push(Uint8Array.of(byte))), expected, "byte by byte");
    });
  }

  it("knows how long to wait, if it is a number", () => {
    const parser = new EventStreamParser();
    parser.push(encoder.encode("retry: 1x\nretry: -1\nretry:\n"));
    assert.equal(parser.retry, undefined);
    parser.push(encoder.encode("retry: 250\n"));
    assert.equal(parser.retry, 250);
  });

  it("knows the last event that is whole", () => {
    const parser = new EventStreamParser("3");
    assert.deepEqual(parser.push(encoder.encode("data: a\n\nid: 4\ndata: b\n")), [event("a", "message", "3")]);
    assert.equal(parser.lastEventId, "3");
    parser.push(encoder.encode("\nid: 5\n\n"));
    assert.equal(parser.lastEventId, "5");
  });

  it("does not fill the memory with an event without an end", () => {
    const endless = { "a line": "x", lines: "data: x\n", fields: "event: x\n" };
    for (const [name, text] of Object.entries(endless)) {
      const parser = new EventStreamParser("", 1000);
      assert.throws(() => {
        for (let i = 0; i < 1001; i++) parser.push(encoder.encode(text));
      }, /longer than 1000 characters/, name);
    }
    const parser = new EventStreamParser("", 1000);
    for (let i = 0; i < 1001; i++) parser.push(encoder.encode(": ping\n"));
    for (let i = 0; i < 1001; i++) parser.push(encoder.encode("data: x\n\n"));
  });

  it("gives the same events for random streams, however they are split", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = randomOf(seed);
      const pick = (list) => list[Math.floor(random() * list.length)];
      const lineEnd = () => pick(["\n", "\r", "\r\n"]);
      let text = pick(["", "\uFEFF"]);
      let id = "";
      const expected = [];
      // A line of only a return is not followed by one of only a feed, which would be one line end.
      const add = (line) => {
        const end = lineEnd();
        text += line === "" && text.endsWith("\r") && end.startsWith("\n") ? "\r" : line + end;
      };
      for (let i = 0; i < 8; i++) {
        const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(["", "a", " b", "é🍵\u2028", ":", "x".repeat(50), "\uFEFF"]));
        const name = pick(["message", "events", "ü"]);
        if (random() < 0.3) add(`: ${pick(["", "ping", "data: x"])}`);
        if (random() < 0.7) add(`id: ${(id = String(i))}`);
        if (name !== "message") add(`event: ${name}`);
        for (const line of lines) add(`data: ${line}`);
        add("");
        expected.push(event(lines.join("\n"), name, id));
      }
      const bytes = encoder.encode(text);
      const parser = new EventStreamParser();
      const events = [];
      for (let at = 0; at < bytes.length; ) {
        const length = Math.floor(random() * pick([2, 5, 100])); // 0 among them
        events.push(...parser.push(bytes.slice(at, at + length)));
        at += length;
      }
      assert.deepEqual(events, expected, `seed ${seed}: ${JSON.stringify(text)}`);
    }
  });
});

/** Returns numbers from 0 to 1, which are the same for a seed (mulberry32). */
function randomOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
