// json-schema-to-zod as its documentation says: references are resolved by json-refs. It prints TypeScript.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import JsonRefs from "json-refs";
import { jsonSchemaToZod } from "json-schema-to-zod";
import { check, contract } from "./events.mjs";

const { resolved } = await JsonRefs.resolveRefs(contract);
fs.writeFileSync("schema.ts", jsonSchemaToZod(resolved, { module: "esm" }));
execFileSync("node_modules/.bin/tsc", [
  "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck", "schema.ts",
], { stdio: "inherit" });
const { default: schema } = await import("./schema.js");
check("json-schema-to-zod", (event) => schema.safeParse(event).success);
