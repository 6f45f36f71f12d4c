/** The page: asks what there is, runs it, and shows what happens. */
import { DetailsView } from './details.js';
import { WRONG, inputField, jsonField } from './form.js';
import { count, duration, element, full } from './format.js';
import { History } from './history.js';
import { RunTree } from './runs.js';
import { serverSentEvents } from './sse.js';
import { TreeView } from './tree.js';

const find = (id) => document.getElementById(id);

/** The token is kept here and nowhere else. */
let token = '';
let runnables = [];
let chosen = null;
let fields = null; // those of the input: {form, json}

/**
 * What runs, or ran last: {runnable, id, tree, lines, abort, state, error, started, ended}. Only a run that was not started here has an
 * id.
 */
let run = null;

const details = new DetailsView(find('detail-list'));
const tree = new TreeView(find('tree'), () => refresh());
const history = new History(find('history'), (chosenRun) => open(chosenRun));

// Talking to the server

function call(path, options = {}) {
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  return fetch(`.${path}`, { ...options, headers, credentials: 'same-origin', cache: 'no-store' });
}

/** Returns what an answer says is wrong. */
async function fault(response) {
  const body = await response.text();
  try {
    const { detail } = JSON.parse(body);
    return typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('\n');
  } catch {
    return body.slice(0, 500) || `The server answered with the status ${response.status}, and nothing else.`;
  }
}

async function loadRunnables() {
  const message = find('catalog-message');
  try {
    const response = await call('/runnables');
    if (response.status === 401) {
      askForToken(token ? await fault(response) : 'This server asks for a token.');
      return;
    }
    if (!response.ok) {
      throw new Error(await fault(response));
    }
    runnables = await response.json();
    find('token-form').hidden = true;
    message.hidden = runnables.length > 0;
    message.textContent = 'No runnable is mounted. Mount one: RunnableServer.builder().mount("/research", …).';
    listRunnables();
    await loadHistory();
  } catch (wrong) {
    message.hidden = false;
    message.className = 'error';
    message.textContent = `The runnables could not be read: ${wrong.message} Load the page again when the server is there.`;
  }
}

async function loadHistory() {
  const message = find('history-message');
  const response = await call('/runs');
  message.hidden = false;
  if (response.ok) {
    const runs = await response.json();
    message.hidden = runs.length > 0;
    message.textContent = 'There are none yet.';
    history.show(runs);
  } else {
    message.textContent = await fault(response);
  }
}

find('history-refresh').addEventListener('click', () => refreshHistory());

/** Has the list of runs read again. That it cannot be read is told by all else, too. */
function refreshHistory() {
  loadHistory().catch(() => {});
}

function askForToken(message) {
  find('catalog-message').hidden = true;
  find('token-form').hidden = false;
  find('token-message').textContent = message;
  find('token').focus();
}

find('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  token = find('token').value.trim();
  find('token').value = '';
  loadRunnables();
});

// Choosing

function listRunnables() {
  find('runnables').replaceChildren(
    ...runnables.map((runnable) => {
      const button = element(
        'button', { type: 'button', className: 'runnable' },
        element('span', { className: 'name', textContent: runnable.name }),
        ' ',
        element('span', { className: 'badge', textContent: runnable.type }),
        element('span', { className: 'hint', textContent: runnable.description }),
      );
      button.addEventListener('click', () => choose(runnable));
      runnable.button = button;
      return element('li', {}, button);
    }),
  );
  const wanted = runnables.find(({ path }) => path === location.hash.slice(1));
  if (runnables.length > 0) {
    choose(wanted ?? runnables[0]);
  }
}

function choose(runnable) {
  chosen = runnable;
  runnables.forEach(({ button }) => button.removeAttribute('aria-current'));
  runnable.button.setAttribute('aria-current', 'true');
  window.history.replaceState(null, '', `#${runnable.path}`);
  find('chosen').hidden = false;
  find('chosen-name').textContent = runnable.name;
  find('chosen-path').textContent = `POST ${new URL(`.${runnable.path || ''}/stream_events`, location.href).pathname}`;
  find('chosen-description').textContent = runnable.description;
  find('chosen-description').hidden = runnable.description === '';
  find('events').replaceChildren(...eventsOf(runnable));
  find('schema-list').replaceChildren(
    ...[
      ['Input', runnable.input_schema],
      ['Output', runnable.output_schema],
      ...runnable.events.map(({ name, data_schema }) => [`Data of ${name}`, data_schema]),
    ].flatMap(([title, schema]) => [element('h4', { textContent: title }), element('pre', { tabIndex: 0, textContent: full(schema) })]),
  );
  fields = { form: inputField(runnable.input_schema, 'Input'), json: null };
  showFields();
}

function eventsOf(runnable) {
  if (runnable.events.length > 0) {
    return runnable.events.map(({ name, data_schema }) =>
      element(
        'li', {},
        element('span', { className: 'name', textContent: name }),
        element('span', { className: 'hint', textContent: ' ' + (Object.keys(data_schema.properties ?? {}).join(', ') || typeOf(data_schema)) }),
      ),
    );
  }
  const text = runnable.declares_events ? 'It declares no events.' : 'It does not declare which events it emits.';
  return [element('li', { className: 'hint', textContent: text })];
}

function typeOf(schema) {
  return schema.type === 'null' ? 'without data' : [schema.type ?? ''].flat().join(' or ');
}

function showFields() {
  const field = fields.json ?? fields.form;
  find('fields').replaceChildren(field.element);
  find('as-json').setAttribute('aria-pressed', String(fields.json !== null));
}

find('as-json').addEventListener('click', () => {
  if (fields.json) {
    fields.json = null;
  } else {
    const value = fields.form.read();
    fields.json = jsonField({ label: 'Input', required: true, isWhole: true, text: value === WRONG || value === undefined ? '' : JSON.stringify(value, null, 2) });
  }
  showFields();
});

/** Returns the request that the form describes, or null after it has said what is wrong. */
function request() {
  const input = (fields.json ?? fields.form).read();
  const config = {};
  const tags = find('tags').value.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
  if (tags.length > 0) {
    config.tags = tags;
  }
  const metadata = readMetadata();
  if (input === WRONG || metadata === WRONG) {
    const first = find('run-form').querySelector('[aria-invalid]');
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
    return null;
  }
  if (metadata) {
    config.metadata = metadata;
  }
  return { input: input ?? null, config, error_events: true };
}

function readMetadata() {
  const input = find('metadata');
  const message = find('metadata-error');
  let value;
  let wrong = '';
  if (input.value.trim() !== '') {
    try {
      value = JSON.parse(input.value);
      wrong = value && typeof value === 'object' && !Array.isArray(value) ? '' : 'Metadata is an object, as in {"user": "ada"}.';
    } catch (fault) {
      wrong = `This is no JSON: ${fault.message}. Write an object, as in {"user": "ada"}.`;
    }
  }
  message.textContent = wrong;
  message.hidden = wrong === '';
  if (wrong === '') {
    input.removeAttribute('aria-invalid');
    return value;
  }
  input.setAttribute('aria-invalid', 'true');
  return WRONG;
}

// Running

function start() {
  const body = run?.state === 'running' || !chosen ? null : request();
  if (!body) {
    return;
  }
  const mine = begin({ runnable: chosen, started: performance.now() });
  say(`${chosen.name} is running.`);
  follow(mine, body).catch((wrong) => lose(mine, wrong)).finally(refreshHistory);
}

/** Shows a run that there is, of which no events have been read yet. */
function begin(more) {
  run = { tree: new RunTree(), lines: [], abort: new AbortController(), state: 'running', error: '', ...more };
  tree.show(run.tree);
  forget(find('filter-tag'));
  forget(find('filter-type'));
  clock();
  return run;
}

function lose(mine, wrong) {
  finish(mine, 'failed', `The connection broke: ${wrong.message}. Look whether the server is there, and at its log.`);
}

/** Shows a run that is kept, and follows it if it goes on. */
function open(kept) {
  if (run?.state === 'running' && run.id === undefined) {
    say('Cancel the run first.'); // It would be cancelled.
    return;
  }
  run?.abort.abort();
  const mine = begin({ runnable: { name: kept.runnable }, id: kept.run_id, started: atPage(Date.parse(kept.created_at)) });
  read(mine, kept).catch((wrong) => lose(mine, wrong));
}

/** Returns a time of the server as one of the page's clock. */
function atPage(time) {
  return time - Date.now() + performance.now();
}

/** Takes in the events of a run that is kept until there are no more. */
async function read(mine, kept) {
  const response = await call(`/runs/${kept.run_id}/events`, { signal: mine.abort.signal });
  if (!response.ok) {
    finish(mine, 'failed', await fault(response));
    return;
  }
  let last = mine.started;
  for await (const { event, data } of serverSentEvents(response.body)) {
    if (event === 'data') {
      const happened = JSON.parse(data);
      last = atPage(happened.time);
      mine.lines.push(data);
      mine.tree.add(happened, last);
      refresh();
    } else if (event === 'end') {
      const { status, error } = JSON.parse(data);
      const state = { success: 'done', interrupted: 'cancelled' }[status] ?? 'failed';
      finish(mine, state, state === 'failed' ? error.message : '', last);
    }
  }
  finish(mine, 'failed', 'The answer ended before the run did. Look at the log of the server.');
}

/** Sends the request of a run, and takes in what is answered until the run is over. */
async function follow(mine, body) {
  const response = await call(`${mine.runnable.path}/stream_events`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: mine.abort.signal,
  });
  if (!response.ok) {
    finish(mine, 'failed', await fault(response));
    if (response.status === 401) {
      askForToken('The token is no longer good.');
    }
    return;
  }
  for await (const { event, data } of serverSentEvents(response.body)) {
    if (mine.state !== 'running') {
      return;
    }
    if (event === 'data') {
      mine.lines.push(data.replaceAll('\n', ' '));
      mine.tree.add(JSON.parse(data), performance.now());
      refresh();
    } else if (event === 'error') {
      finish(mine, 'failed', JSON.parse(data).message);
    } else if (event === 'end') {
      finish(mine, 'done');
    }
  }
  finish(mine, 'failed', 'The answer ended before the run did. Look at the log of the server.');
}

function cancel() {
  if (run?.state !== 'running') {
    return;
  }
  if (run.id !== undefined) {
    call(`/runs/${run.id}/cancel`, { method: 'POST' }).catch((wrong) => lose(run, wrong)); // Its end comes with its events.
  } else {
    finish(run, 'cancelled');
    run.abort.abort();
  }
}

/** Ends a run, unless that was done already. */
function finish(mine, state, error = '', time = performance.now()) {
  if (mine.state !== 'running') {
    return;
  }
  mine.state = state;
  mine.error = error;
  mine.ended = time;
  mine.tree.end(state, mine.ended, error || undefined);
  const { name } = mine.runnable;
  const took = duration(mine.ended - mine.started);
  const ends = { done: `${name} is done after ${took}: ${count(mine.tree.eventCount, 'event')}.`, cancelled: `${name} was cancelled after ${took}.` };
  say(ends[state] ?? ''); // The message of a failure is an alert of its own.
  refresh();
}

function say(text) {
  find('announcer').textContent = text;
}

// Showing

let isDue = false;
let tick = 0;

/** Has what changed drawn with the next frame, however much that is. */
function refresh() {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  }
}

/** Moves the times on while something runs, seldom where motion is not wanted. */
function clock() {
  refresh();
  if (run.state === 'running') {
    clearTimeout(tick);
    tick = setTimeout(clock, matchMedia('(prefers-reduced-motion: reduce)').matches ? 1000 : 100);
  }
}

function draw() {
  if (!run) {
    return;
  }
  const now = run.ended ?? performance.now();
  tree.render(now);
  details.show(tree.selected, tree.span(), now);
  find('state').dataset.state = run.state;
  find('state').textContent = run.state;
  const { runCount, eventCount } = run.tree;
  const matches = tree.matches === undefined ? '' : ` · ${tree.matches.toLocaleString('en')} shown`;
  find('numbers').textContent = `${duration(now - run.started)} · ${count(runCount, 'run')} · ${count(eventCount, 'event')}${matches}`;
  find('happens-title').textContent = run.runnable.name;
  find('message').hidden = run.error === '';
  find('message').textContent = run.error;
  find('empty').hidden = run.tree.items.length > 0;
  find('empty-text').textContent = { running: 'Waiting for the first event…', cancelled: 'Cancelled before the first event.' }[run.state] ?? 'There were no events.';
  find('run').setAttribute('aria-disabled', String(run.state === 'running'));
  find('cancel').setAttribute('aria-disabled', String(run.state !== 'running'));
  find('export').setAttribute('aria-disabled', String(run.lines.length === 0));
  offer(find('filter-tag'), run.tree.tags);
  offer(find('filter-type'), run.tree.types);
}

/** Has a selection offer only what is selected. */
function forget(select) {
  [...select.options].filter((option) => option.value !== '' && !option.selected).forEach((option) => option.remove());
}

/** Adds to a selection what it does not offer yet. */
function offer(select, values) {
  const known = new Set([...select.options].map((option) => option.value));
  select.append(...[...values].filter((value) => !known.has(value)).map((value) => element('option', { value, textContent: value })));
}

for (const part of ['name', 'tag', 'type']) {
  find(`filter-${part}`).addEventListener('input', (event) => {
    tree.filter[part] = event.target.value;
    refresh();
  });
}

// Exporting

find('export').addEventListener('click', () => {
  if (!run || run.lines.length === 0) {
    return;
  }
  const url = URL.createObjectURL(new Blob([run.lines.join('\n'), '\n'], { type: 'application/x-ndjson' }));
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  element('a', { href: url, download: `${run.runnable.name}-${time}.jsonl` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  say(`${count(run.lines.length, 'event')} exported.`);
});

// Keys and buttons

find('run-form').addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
find('cancel').addEventListener('click', cancel);
find('help-open').addEventListener('click', () => find('help').showModal());
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || find('help').open) {
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    start();
  } else if (event.key === 'Escape' && event.target.type !== 'search') {
    cancel(); // In a field to search with, Escape empties the field.
  }
});

find('host').textContent = location.host;
loadRunnables();
