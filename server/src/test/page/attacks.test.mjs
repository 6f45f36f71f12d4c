/** What pages of others try with the server of somebody who has them open in a browser. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chromium } from 'playwright-core';

const [full] = process.env.ADDRESSES.split(' ');
const profile = mkdtempSync(join(tmpdir(), 'runcast-attacks-'));

/** Sends itself, as soon as it is there. */
const form = `
  <form method="post" enctype="text/plain" action="${full}/anything/invoke"><input name='{"input":"tea","a":"' value='"}'></form>
  <script>document.forms[0].submit()</script>`;

let evil; // a page of another origin
let context;
let page;
let answers;

before(async () => {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>evil</title>${request.url.startsWith('/form') ? form : ''}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  evil = { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP evil.example 127.0.0.1', // as a name server that rebinds would say
    ],
  });
  context.setDefaultTimeout(15_000);
});

after(async () => {
  await context.close();
  evil.close();
  rmSync(profile, { recursive: true, force: true });
});

beforeEach(async () => {
  answers = [];
  page = await context.newPage();
  page.on('response', (response) => {
    if (response.url().startsWith(full)) {
      answers.push(`${response.request().method()} ${new URL(response.url()).pathname}: ${response.status()}`);
    }
  });
});

afterEach(() => page.close());

/** Waits until the server has answered so many requests of the page. */
async function untilAnswered(wanted) {
  for (let tries = 0; answers.length < wanted && tries < 600; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return answers;
}

describe('a page of another origin', { timeout: 120_000 }, () => {
  it('reads nothing', async () => {
    await page.goto(evil.address);
    for (const path of ['/runnables', '/openapi.json', '/research/input_schema', '/events.json']) {
      const read = await page.evaluate((url) => fetch(url).then((answer) => answer.text(), (error) => error.name), full + path);
      assert.equal(read, 'TypeError', path);
    }
  });

  it('starts nothing, neither by a script', async () => {
    await page.goto(evil.address);
    await page.evaluate(
      (url) => fetch(url, { method: 'POST', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' }, body: '{"input":"tea"}' }),
      `${full}/anything/invoke`);
    assert.deepEqual(await untilAnswered(1), ['POST /anything/invoke: 403']);
  });

  it('nor by a form', async () => {
    await page.goto(`${evil.address}/form`, { waitUntil: 'commit' });
    await page.waitForURL(`${full}/anything/invoke`); // A page that is closed while it goes away may hang.
    assert.deepEqual(await untilAnswered(1), ['POST /anything/invoke: 403']);
  });

  it('does not get a preflight through', async () => {
    await page.goto(evil.address);
    const error = await page.evaluate(
      (url) => fetch(url, { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }).catch((failure) => failure.name),
      `${full}/threads/4f3f2f43-6b1c-4f4c-9a51-2d3f3a1b6a10`);
    assert.equal(error, 'TypeError');
    assert.ok(answers.every((answer) => !answer.startsWith('DELETE')), answers.join());
  });

  it('does not frame the live page', async () => {
    await page.goto(evil.address);
    await page.evaluate((url) => {
      document.body.innerHTML = `<iframe src="${url}"></iframe>`;
      return new Promise((resolve) => { document.querySelector('iframe').onload = resolve; });
    }, full);
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    assert.match(framed.url(), /^chrome-error:/);
  });

  it('is not the server because a name leads to it', async () => {
    const { port } = new URL(full);
    const answer = await page.goto(`http://evil.example:${port}/runnables`);
    assert.equal(answer.status(), 421);
    assert.doesNotMatch(await answer.text(), /research/);
  });
});
