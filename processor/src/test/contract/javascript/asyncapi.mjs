// The parser of AsyncAPI reads the document without a complaint, and finds what the contract has.
import fs from "node:fs";
import assert from "node:assert/strict";
import { Parser } from "@asyncapi/parser";
import { contract } from "./events.mjs";

const { document, diagnostics } = await new Parser().parse(fs.readFileSync("asyncapi.json", "utf8"));
const faults = diagnostics.filter((diagnostic) => diagnostic.severity <= 1); // errors and warnings
assert.deepEqual(faults.map((fault) => `${fault.message} at ${fault.path.join(".")}`), []);

const [operation] = document.operations().all();
assert.equal(operation.action(), "send");
assert.deepEqual(document.channels().all().map((channel) => channel.id()), ["run"]);
assert.equal(operation.messages().all().length, contract.oneOf.length);
const color = document.messages().all().find((message) => message.name() === "color");
assert.deepEqual(color.payload().property("data").enum(), ["GREEN", "RED", "azure"]);
console.log(`@asyncapi/parser: finds ${operation.messages().all().length} messages`);
