/** Uses the live page as people do. What it looks like is kept as pictures beside this file. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [full, empty, guarded, control] = process.env.ADDRESSES.split(' ');
const pictures = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const profile = mkdtempSync(join(tmpdir(), 'runcast-page-'));

let context;
let page;
let console_;
let foreign;

before(async () => {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
    viewport: { width: 1200, height: 760 },
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
});

after(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

beforeEach(async () => {
  console_ = [];
  foreign = [];
  page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console_.push(message.text()));
  page.on('pageerror', (error) => console_.push(String(error)));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (![full, empty, guarded].includes(origin) && protocol !== 'blob:') {
      foreign.push(request.url());
    }
  });
});

/** What browsers say of answers that are errors, which tests of errors ask for. */
const EXPECTED = /Failed to load resource/;

afterEach(async () => {
  await page.close();
  assert.deepEqual(foreign, [], 'requests to other hosts');
});

function assertQuiet(allowed = null) {
  assert.deepEqual(console_.filter((text) => !allowed?.test(text)), []);
}

async function open(path = '/research', address = full) {
  await page.goto(`${address}/#${path}`);
  await page.getByRole('button', { name: path.slice(1) }).first().waitFor();
}

const state = () => page.locator('#state').textContent();

async function until(wanted) {
  await page.locator(`#state[data-state=${wanted}]`).waitFor();
}

async function run() {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Returns the rows in sight as texts, indented by their level. */
const rows = () =>
  page.getByRole('treeitem').evaluateAll((items) =>
    items.map((item) => {
      const name = item.querySelector('.name')?.textContent ?? item.querySelector('.badge').textContent;
      return '  '.repeat(item.getAttribute('aria-level') - 1) + name;
    }),
  );

/** Waits until these rows are in sight. */
async function untilRows(...wanted) {
  for (let tries = 0; JSON.stringify(await rows()) !== JSON.stringify(wanted) && tries < 600; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.deepEqual(await rows(), wanted);
}

/** Has the server do or tell something that the page has nothing to do with. */
async function call(path) {
  const answer = await fetch(`${control}${path}/invoke`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"input": null}',
  });
  return (await answer.json()).output;
}

/** Waits until so many runs of "slow" have ended on the server. */
async function untilCancelled(wanted) {
  for (let tries = 0; (await call('/cancelled')) < wanted; tries++) {
    assert.ok(tries < 500, 'the run goes on');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function assertAccessible() {
  const { violations } = await page.evaluate(`(() => { ${axe}; return axe.run(document, { resultTypes: ['violations'] }); })()`);
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`), [],
  );
}

const fillResearch = async () => {
  await page.getByLabel('topic').fill('tea');
  await page.getByLabel('sources').fill('3');
  await page.getByLabel('style').selectOption('THOROUGH');
  await page.getByLabel('cite').check();
  await page.getByLabel('language').fill('en');
};

const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });

describe('the live page', () => {
  it('lists the runnables with what they are', async () => {
    await open();
    assert.deepEqual(
      await page.locator('#runnables .name').allTextContents(),
      ['research', 'story', 'broken', 'careful', 'slow', 'many', 'markup', 'kinds', 'anything', 'nothing'],
    );
    assert.match(await page.locator('#runnables .runnable').first().textContent(), /research chain\s*Looks a topic up/);
    assert.deepEqual(await page.locator('#events li').allTextContents(), ['progress step, total, note', 'cited without data']);
    await page.getByText('Schemas').click();
    assert.match(await page.locator('#schema-list').textContent(), /"title": "research_input"/);
    assert.equal(await state(), 'idle');
    await picture('idle');
    await assertAccessible();
    assertQuiet();
  });

  it('shows runs, events, chunks and times while they come', async () => {
    await open();
    await fillResearch();
    await page.getByText('Tags and metadata').click();
    await page.getByLabel('Tags', { exact: true }).fill('first, second');
    await page.getByLabel('Metadata', { exact: true }).fill('{"user": "ada"}');
    await page.getByText('Tags and metadata').click();
    await call('/hold');
    await run();
    await page.getByRole('treeitem', { name: /habit/ }).waitFor();
    assert.equal(await state(), 'running');
    assert.equal(await page.getByRole('treeitem', { name: /^search/ }).getAttribute('data-state'), 'done');
    await page.getByRole('treeitem', { name: /^write/ }).click();
    await page.locator('#details').getByText('It began as a medicine, became a habit,').waitFor();
    await page.locator('#choose').evaluate((column) => (column.scrollTop = 0));
    await picture('running');
    if (process.env.PICTURE) {
      await page.setViewportSize({ width: 1200, height: 640 });
      await page.screenshot({ path: join(process.env.DOCS, 'images/live-page.png') });
      await page.setViewportSize({ width: 1200, height: 760 });
    }
    await call('/release');
    await until('done');
    assert.deepEqual(await rows(), [
      'research',
      '  progress',
      '  search',
      '    found',
      '    found',
      '  progress',
      '  rank',
      '  progress',
      '  write',
      '    25 chunks',
      '  cited',
      '  1 chunk', // the output of the whole
    ]);
    const write = page.getByRole('treeitem', { name: /^write/ });
    assert.match(await write.locator('.time').textContent(), /^\d+ ms$|^\d+\.\d\d s$/);
    assert.match(await write.textContent(), /#model/);
    assert.match(await page.getByRole('treeitem', { name: /^25 chunks/ }).textContent(), /People have had tea/);
    const details = page.locator('#details');
    await page.getByRole('treeitem', { name: /ranking/ }).click();
    for (const part of ['"note": "ranking"', '"user": "ada"', 'demo, first, second']) {
      await details.getByText(part).waitFor();
    }
    await page.getByRole('treeitem', { name: /^research/ }).click();
    await details
      .getByText('Question[topic=tea, sources=3, style=THOROUGH, cite=true, wishes=Wishes[language=en, warmth=null]]: People have had tea')
      .waitFor();
    assert.match(await page.locator('#announcer').textContent(), /^research is done after /);
    await picture('done');
    await assertAccessible();
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('done-dark');
    await assertAccessible();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: join(pictures, 'phone.png'), fullPage: true });
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out');
    await assertAccessible();
    assertQuiet();
  });

  it('shows runs that were started elsewhere, with the times when they happened', async () => {
    const answer = await fetch(`${full}/story/stream`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"input": "Ada"}',
    });
    assert.match(await answer.text(), /event: end/);
    await new Promise((resolve) => setTimeout(resolve, 1500)); // so that times of arrival would be others
    await open();
    const last = page.locator('#history .runnable').first();
    assert.match(await last.textContent(), /^story done/);
    await last.click();
    await until('done');
    assert.deepEqual(await rows(), ['story', '  5 chunks']);
    assert.match(await page.locator('#numbers').textContent(), /^\d+ ms · 1 run · 7 events/);
    await assertAccessible();
    await picture('history');
    assertQuiet();
  });

  it('cancels runs that were started elsewhere', async () => {
    const before = await call('/cancelled');
    const answer = fetch(`${full}/slow/stream_events`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"input": null, "error_events": true}',
    }).then((response) => response.text());
    await open();
    while (!/^slow running/.test(await page.locator('#history .runnable').first().textContent())) {
      await page.getByRole('button', { name: 'Refresh' }).click();
    }
    await page.locator('#history .runnable').first().click();
    await page.getByRole('treeitem', { name: /waiting/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await until('cancelled');
    assert.match(await answer, /The run was cancelled\./);
    await untilCancelled(before + 1);
    assertQuiet();
  });

  it('is used by keyboard alone', async () => {
    await open('/story');
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
    const tabTo = async (id) => {
      for (let presses = 0; (await focused()) !== id; presses++) {
        assert.ok(presses < 60, `Tab does not lead to ${id}`);
        await page.keyboard.press('Tab');
      }
    };
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Skip to the runs');
    await tabTo(await page.locator('#fields textarea').getAttribute('id'));
    await page.keyboard.type('Ada');
    await page.keyboard.press('Control+Enter');
    await until('done');
    await tabTo('filter-name');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'tree');
    const active = () => page.locator('#tree').getAttribute('aria-activedescendant').then((id) => page.locator(`#${id}`));
    assert.match(await (await active()).textContent(), /story/);
    await page.keyboard.press('ArrowDown');
    assert.match(await (await active()).textContent(), /Once there was Ada\. Ada had tea\./);
    assert.equal(await (await active()).getAttribute('aria-level'), '2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await (await active()).getAttribute('aria-expanded'), 'false');
    assert.equal(await page.getByRole('treeitem').count(), 1);
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('treeitem').count(), 2);
    await picture('keyboard');

    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'filter-type');
    await tabTo('help-open');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await picture('help');
    await assertAccessible();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assertQuiet();
  });

  it('moves nothing where that is not wanted', async () => {
    const before = await call('/cancelled');
    const animation = () => page.locator('.row .dot').first().evaluate((dot) => getComputedStyle(dot).animationName);
    await open('/slow');
    await run();
    await page.getByRole('treeitem', { name: /waiting/ }).waitFor();
    assert.equal(await animation(), 'breathe');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await animation(), 'none');
    await page.keyboard.press('Escape');
    await untilCancelled(before + 1);
    assertQuiet();
  });

  it('cancels, and the run on the server ends', async () => {
    const before = await call('/cancelled');
    await open('/slow');
    await run();
    await page.getByRole('treeitem', { name: /waiting/ }).waitFor();
    await page.keyboard.press('Escape');
    await until('cancelled');
    assert.equal(await page.getByRole('treeitem').first().getAttribute('data-state'), 'cancelled');
    await untilCancelled(before + 1);
    await run();
    await page.getByRole('treeitem', { name: /waiting/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await until('cancelled');
    await untilCancelled(before + 2);
    await picture('cancelled');
    assertQuiet();
  });

  it('shows what failed, and with what', async () => {
    await open('/broken');
    await page.getByLabel('Input', { exact: true }).fill('x');
    await run();
    await until('failed');
    assert.match(await page.getByRole('alert').filter({ visible: true }).textContent(), /The kettle is empty\./);
    assert.deepEqual(await page.getByRole('treeitem').evaluateAll((items) => items.map((item) => item.dataset.state)), ['failed', 'failed']);
    await picture('failed');
    await assertAccessible();

    await page.getByRole('button', { name: 'careful' }).click();
    await run();
    await until('done');
    const risky = page.getByRole('treeitem', { name: /^risky/ });
    assert.equal(await risky.getAttribute('data-state'), 'failed');
    await risky.click();
    await page.locator('#details').getByText('java.lang.IllegalStateException: No.').waitFor();
    assertQuiet();
  });

  it('shows what the server says of requests that it refuses', async () => {
    await open('/story');
    await page.getByRole('button', { name: 'Write JSON' }).click();
    await page.getByLabel('Input', { exact: true }).fill('{"no": "text"}');
    await run();
    await until('failed');
    assert.match(await page.getByRole('alert').filter({ visible: true }).textContent(), /input: /);
    await page.getByLabel('Input', { exact: true }).fill(JSON.stringify('x'.repeat(5000)));
    await run();
    await page.getByText('The body is larger than 4096 bytes. Send less.').waitFor();
    await page.route('**/stream_events', (route) => route.abort('connectionreset'));
    await page.getByLabel('Input', { exact: true }).fill('"Ada"');
    await run();
    await page.getByText('The connection broke').waitFor();
    assert.equal(await state(), 'failed');
    await page.unroute('**/stream_events');
    await page.route('**/stream_events', (route) => route.fulfill({ contentType: 'text/event-stream', body: ': nothing\n\n' }));
    await run();
    await page.getByText('The answer ended before the run did.').waitFor();
    assertQuiet(EXPECTED);
  });

  it('says what is wrong with an input before it is sent', async () => {
    await open();
    await run();
    assert.equal(await page.evaluate('document.activeElement.labels[0].textContent'), 'sources whole number, required');
    assert.match(await page.locator('#fields .error:visible').textContent(), /Write a whole number here\./);
    await page.getByLabel('sources').fill('1.5');
    await run();
    await page.getByText('"1.5" is no whole number.').waitFor();
    await assertAccessible();
    await page.getByLabel('sources').fill('1');
    await page.getByText('Tags and metadata').click();
    await page.getByLabel('Metadata', { exact: true }).fill('[1]');
    await run();
    await page.getByText('Metadata is an object').waitFor();
    await picture('invalid');
    await page.getByRole('button', { name: 'anything' }).click();
    await page.getByLabel('Metadata', { exact: true }).fill('');
    await page.getByLabel('Input', { exact: true }).fill('tea');
    await run();
    await page.getByText('Texts need quotes').waitFor();
    await page.getByLabel('Input', { exact: true }).fill('{"a": [1, null]}');
    await run();
    await until('done');
    assert.match(await page.locator('#details').textContent(), /\{a=\[1, null\]\}/);
    await page.getByRole('button', { name: 'nothing' }).click();
    await page.getByText('It takes no input.').waitFor();
    await run();
    await page.locator('#details').getByText('something').first().waitFor();
    assertQuiet();
  });

  it('has a field for each kind of value', async () => {
    await open('/kinds');
    assert.deepEqual(await page.locator('#fields > .field > label, #fields > div > .field > label').allTextContents(), [
      'list JSON', 'date', 'number number', 'flag',
    ]);
    await page.getByLabel('list').first().fill('[1, 2');
    await run();
    await page.getByText('This is no JSON').waitFor();
    await page.getByLabel('list').first().fill('[1, 2]');
    await page.getByLabel('date').first().fill('2026-11-26');
    await page.getByLabel('number').first().fill('-1.5e3');
    await page.getByLabel('flag').first().selectOption('false');
    await page.getByRole('group', { name: 'inner' }).first().getByLabel('flag').first().selectOption('true');
    await assertAccessible();
    await run();
    await until('done');
    await page
      .locator('#details')
      .getByText(
        'Kinds[list=[1, 2], date=2026-11-26, number=-1500.0, flag=false, '
          + 'inner=Kinds[list=null, date=null, number=null, flag=true, inner=null]]',
      )
      .waitFor();
    await page.getByRole('button', { name: 'Write JSON' }).click();
    assert.deepEqual(JSON.parse(await page.getByLabel('Input', { exact: true }).inputValue()), {
      list: [1, 2], date: '2026-11-26', number: -1500, flag: false, inner: { flag: true },
    });
    assertQuiet();
  });

  it('loses nothing of thousands of events', async () => {
    await open('/many');
    await page.getByLabel('Input', { exact: true }).fill('20000');
    await run();
    await until('done');
    assert.match(await page.locator('#numbers').textContent(), / · 1 run · 20,003 events/);
    assert.ok((await page.getByRole('treeitem').count()) < 100, 'only rows in sight are in the document');
    await page.locator('#tree').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    const last = page.locator('.row[aria-selected=true]');
    assert.match(await last.textContent(), /number: 20000/);
    assert.equal(await last.getAttribute('aria-posinset'), '20000');
    assert.equal(await last.getAttribute('aria-setsize'), '20001');
    await page.keyboard.press('Home');
    assert.match(await page.locator('.row[aria-selected=true]').textContent(), /many/);
    await picture('many');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(lines.length, 20003);
    assert.deepEqual(lines[20000].data, { number: 20000 });
    assertQuiet();
  });

  it('filters, and exports what was received', async () => {
    await open();
    await fillResearch();
    await run();
    await until('done');
    await page.getByLabel('Name', { exact: true }).fill('found');
    await untilRows('research', '  search', '    found', '    found');
    await page.locator('#numbers').getByText('2 shown').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByLabel('Tag', { exact: true }).selectOption('model');
    await untilRows('research', '  write', '    25 chunks');
    await page.getByLabel('Tag', { exact: true }).selectOption('');
    await page.getByLabel('Type', { exact: true }).selectOption('tool');
    await untilRows('research', '  search', '    found', '    found');
    await picture('filtered');
    await assertAccessible();
    await page.getByLabel('Type', { exact: true }).selectOption('custom event');
    await untilRows('research', '  progress', '  search', '    found', '    found', '  progress', '  progress', '  cited');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    assert.match(download.suggestedFilename(), /^research-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.jsonl$/);
    const events = readFileSync(await download.path(), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(events[0].event, 'on_chain_start');
    assert.deepEqual(events.filter(({ event }) => event === 'on_custom_event').map(({ name, data }) => [name, data]), [
      ['progress', { step: 1, total: 3, note: 'searching' }],
      ['found', { title: 'A history of tea', score: 0.92 }],
      ['found', { title: 'On growing tea', score: 0.71 }],
      ['progress', { step: 2, total: 3, note: 'ranking' }],
      ['progress', { step: 3, total: 3, note: 'writing' }],
      ['cited', null],
    ]);
    assert.equal(events.at(-1).event, 'on_chain_end');
    assert.deepEqual(Object.keys(events[0]), ['event', 'data', 'name', 'tags', 'run_id', 'metadata', 'parent_ids']);
    assertQuiet();
  });

  it('shows markup as text', async () => {
    await open('/markup');
    await page.getByLabel('Input', { exact: true }).fill('<b>bold</b>');
    await run();
    await until('done');
    await page.getByRole('treeitem', { name: /onerror/ }).first().waitFor();
    assert.equal(await page.title(), 'Runcast');
    assert.equal(await page.locator('img:not([src="page/page.svg"])').count(), 0);
    assertQuiet();
  });

  it('says so when there are no runnables', async () => {
    await page.goto(empty);
    await page.getByText('No runnable is mounted.').waitFor();
    await picture('none');
    await assertAccessible();
    assertQuiet();
  });

  it('asks for a token, and keeps it for itself', async () => {
    await page.goto(guarded);
    await page.getByText('This server asks for a token.').waitFor();
    await assertAccessible();
    await picture('token');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The server does not know who sends this.').waitFor();
    await page.getByLabel('Bearer token').fill('secret');
    await page.keyboard.press('Enter');
    await page.getByText('POST /stream_events').waitFor(); // It is mounted at the root.
    await page.getByLabel('Input', { exact: true }).fill('Ada');
    await run();
    await until('done');
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])');
    assert.ok(!kept.includes('secret'), kept);
    await page.reload();
    await page.getByText('This server asks for a token.').waitFor();
    assertQuiet(EXPECTED);
  });
});
