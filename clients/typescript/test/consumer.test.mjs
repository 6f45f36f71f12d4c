/** A front end that uses the package as it is published: its types, its size, and a page in React in a browser. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { createClient } from "../dist/index.js";
import { address, cutting, until, work } from "./support.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const consumer = join(work, "consumer");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Runs a tool, and fails with what it says if it finds something. */
function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", command), args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, `${stdout}${stderr}`);
}

/** Makes one module of a program of the front end. */
async function bundle(source, more = {}) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: consumer, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    define: { "process.env.NODE_ENV": '"development"' },
    ...more,
  });
  return outputFiles[0].text;
}

describe("the package", () => {
  it("has what belongs into it", () => {
    const [{ files }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--silent"], { cwd: root, encoding: "utf8" }));
    const modules = ["client", "contract", "errors", "http", "index", "react", "run", "sse", "stream"];
    assert.deepEqual(
      files.map(({ path }) => path).sort(),
      ["LICENSE", "README.md", ...modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]), "package.json"].sort(),
    );
    const { dependencies, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    assert.equal(dependencies, undefined);
    assert.equal(license, "Apache-2.0");
    assert.equal(readFileSync(join(root, "LICENSE"), "utf8"), readFileSync(join(root, "../../LICENSE"), "utf8"));
  });

  it("is found by what resolves modules", () => {
    run("publint", "--strict");
    run("attw", "--pack", ".", "--profile", "esm-only", "--no-emoji");
  });

  it("is as small as it says", async () => {
    const isSize = async (said, source) => {
      const size = gzipSync(await bundle(source, { external: ["react"] })).length / 1000;
      assert.ok(Math.abs(size - Number(said)) < 0.1, `The README says ${said} kB, but it is ${size} kB.`);
    };
    const [, said, saidWithReact] = /([\d.]+) kB gzipped, and ([\d.]+) kB with the hook/.exec(readme);
    const client = 'export { createClient } from "@runcast/client";';
    await isSize(said, client);
    await isSize(saidWithReact, `${client} export { useRun } from "@runcast/client/react"`);
  });

  it("has types that pass what is right, and nothing else", () => {
    run("tsc", "-p", consumer);
  });

  it("is used in its README as it can be", () => {
    const programs = [...readme.matchAll(/^```(tsx?)\n(.*?)^```/gms)];
    assert.equal(programs.length, 4);
    const files = programs.map(([, extension, text], i) => {
      const file = join(consumer, `readme-${i}.${extension}`);
      writeFileSync(file, `${text}\nexport {};\n`);
      return file;
    });
    try {
      run("tsc", "-p", consumer);
    } finally {
      files.forEach((file) => rmSync(file));
    }
  });
});

describe("a page in React", () => {
  const profile = mkdtempSync(join(tmpdir(), "runcast-client-"));
  const client = createClient({ url: address });
  const cancelled = () => client.run("cancelled", null).result;
  let context;
  let page;
  let script;
  let noise;

  before(async () => {
    script = await bundle('import "./page.tsx"');
    context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM,
      headless: true,
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--disable-features=LocalNetworkAccessChecks", // The page only seems to be from elsewhere.
      ],
      viewport: { width: 640, height: 520 },
    });
    context.setDefaultTimeout(15_000);
  });

  after(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  beforeEach(async () => {
    noise = [];
    page = await context.newPage();
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(String(error)));
    const html = '<!doctype html><html lang="en"><title>Runcast</title><link rel="icon" href="data:,"><div id="root"></div>'
      + '<script type="module" src="/page.js"></script>';
    await page.route("http://app.localhost/**", (route) =>
      route.request().url().endsWith("/page.js")
        ? route.fulfill({ contentType: "text/javascript; charset=utf-8", body: script })
        : route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
    );
  });

  afterEach(async () => {
    await page.close();
    assert.deepEqual(noise, []);
  });

  const open = (url = address) => page.goto(`http://app.localhost/?url=${encodeURIComponent(url)}`);
  const part = (name) => page.getByRole("region", { name });
  const click = (name, button) => part(name).getByRole("button", { name: button, exact: true }).click();
  const shows = (name, text) => part(name).getByText(text, { exact: true }).waitFor();

  it("shows typed progress", async () => {
    await open();
    await shows("research", "idle");
    await click("research", "Research");
    await shows("research", "success");
    assert.deepEqual(await part("research").getByRole("listitem").allTextContents(), [
      "1 of 3: no note",
      "A history of tea by Ada and Grace",
      "2 of 3: TWO\nLINES 🍵 É\u2028",
      "3 of 3: WRITING",
      "done",
    ]);
    await shows("research", "3 sources about tea");
    await page.screenshot({ path: join(work, "react.png") });
    await part("research").getByLabel("Topic").fill("coffee");
    await click("research", "Research");
    await shows("research", "3 sources about coffee");
    assert.equal(await part("research").getByRole("listitem").count(), 5);
  });

  it("shows why a run failed", async () => {
    await open();
    await click("count", "Fail");
    await shows("count", "RunError: java.lang.IllegalStateException: The kettle is empty.");
    await shows("count", "error");
    await shows("count", "2 events, in order: true, result: undefined");
    await click("count", "Count");
    await shows("count", "1000 events, in order: true, result: 1000");
  });

  it("goes on when connections break", async () => {
    const cuts = [1000, 5000, 20_000];
    const proxy = await cutting(cuts);
    try {
      await open(proxy.url);
      await click("count", "Count");
      await shows("count", "1000 events, in order: true, result: 1000");
      assert.deepEqual(cuts, []);
      noise = noise.filter((text) => !/ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(text));
    } finally {
      proxy.close();
    }
  });

  it("cancels a run by a button, by another run, and when its component goes", async () => {
    await open();
    const before = await cancelled();
    const begun = "on_chain_start on_custom_event";
    await click("waiting", "Wait");
    await shows("waiting", begun);
    await shows("waiting", "running");
    await click("waiting", "Cancel");
    await shows("waiting", "cancelled");
    await until(async () => (await cancelled()) === before + 1);
    await click("waiting", "Wait");
    await shows("waiting", begun);
    await click("waiting", "Wait");
    await until(async () => (await cancelled()) === before + 2);
    await shows("waiting", begun);
    await shows("waiting", "running");
    await page.getByRole("button", { name: "Toggle" }).click();
    await until(async () => (await cancelled()) === before + 3);
    await page.getByRole("button", { name: "Toggle" }).click();
    await shows("waiting", "idle");
    await click("waiting", "Wait");
    await shows("waiting", begun);
    await click("waiting", "Cancel");
    await until(async () => (await cancelled()) === before + 4);
  });
});
