// zod itself, and json-schema-to-zod as its documentation says: references are resolved by json-refs. It prints TypeScript.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import JsonRefs from "json-refs";
import { jsonSchemaToZod } from "json-schema-to-zod";
import { z } from "zod";
import { check, contract } from "./events.mjs";

/** Integers of zod are those that a number of JavaScript holds exactly. */
function isSafe(value) {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isSafe);
}

const own = z.fromJSONSchema(contract);
// zod takes "uri-reference" for "uri", and a value of this event is a relative one.
const relative = ["texts"];
check("zod", (event) => own.safeParse(event).success, (event) => isSafe(event.data) && !relative.includes(event.name));

const { resolved } = await JsonRefs.resolveRefs(contract);
fs.writeFileSync("schema.ts", jsonSchemaToZod(resolved, { module: "esm" }));
execFileSync("node_modules/.bin/tsc", [
  "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck", "schema.ts",
], { stdio: "inherit" });
const { default: generated } = await import("./schema.js");
// json-refs leaves the references of types that hold themselves, which json-schema-to-zod does not follow.
const recursive = ["figure", "mixed"];
check("json-schema-to-zod", (event) => generated.safeParse(event).success,
  (event) => isSafe(event.data) && !recursive.includes(event.name));
