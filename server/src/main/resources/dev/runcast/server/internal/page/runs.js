/**
 * The runs that events of the v2 format tell of, as a tree. Events have no times, so that these are when they arrived, in
 * milliseconds of the page's clock.
 *
 * An item of the tree is one of
 *   {kind: 'run', key, run, id, name, type, state, tags, metadata, started, ended, input, output, error, items}
 *   {kind: 'event', key, run, name, tags, metadata, data, started}
 *   {kind: 'chunks', key, run, name, tags, text, count, started, ended}
 * where `run` is the run that it is in, and `key` is its own for as long as the page lives.
 */

let keys = 0;

const CUSTOM_EVENT = 'custom event';
const RUN_EVENT = /^on_(.+)_(start|stream|end|error)$/;

/** Returns what is to be read in a chunk: its text, that of a message, or its JSON. */
function textOf(chunk) {
  const text = chunk && typeof chunk === 'object' ? chunk.content : chunk;
  return typeof text === 'string' ? text : JSON.stringify(chunk) + '\n';
}

export class RunTree {
  items = [];
  tags = new Set();
  types = new Set();
  eventCount = 0;
  runCount = 0;
  #runs = new Map();

  /** Adds what an event tells, which arrived at `now`. */
  add(event, now) {
    this.eventCount++;
    event.tags?.forEach((tag) => this.tags.add(tag));
    const [, type, phase] = RUN_EVENT.exec(event.event) ?? [];
    const run = this.#runs.get(event.run_id) ?? this.#begin(event, type ?? 'chain', now);
    if (phase === undefined) {
      this.types.add(CUSTOM_EVENT);
      run.items.push({
        kind: 'event', key: ++keys, run, name: event.name, type: CUSTOM_EVENT, tags: event.tags ?? [],
        metadata: event.metadata, data: event.data, started: now,
      });
    } else if (phase === 'start') {
      run.input = event.data?.input;
    } else if (phase === 'stream') {
      this.#addChunk(run, event.data?.chunk, now);
    } else {
      run.ended = now;
      run.state = phase === 'end' ? 'done' : 'failed';
      run.input = event.data?.input ?? run.input;
      run.output = event.data?.output;
      run.error = event.data?.error;
    }
  }

  /** Ends what has not ended. */
  end(state, now, error) {
    this.#close(this.items, state, now, error);
  }

  #begin(event, type, now) {
    const parent = this.#runs.get(event.parent_ids?.at(-1));
    const run = {
      kind: 'run', key: ++keys, run: parent, id: event.run_id, name: event.name, type, state: 'running',
      tags: event.tags ?? [], metadata: event.metadata, started: now, items: [],
    };
    this.types.add(type);
    this.runCount++;
    this.#runs.set(run.id, run);
    (parent ?? this).items.push(run);
    return run;
  }

  #addChunk(run, chunk, now) {
    const last = run.items.at(-1);
    if (last?.kind === 'chunks') {
      last.text += textOf(chunk);
      last.count++;
      last.ended = now;
    } else {
      run.items.push({
        kind: 'chunks', key: ++keys, run, name: run.name, type: run.type, tags: run.tags, text: textOf(chunk), count: 1,
        started: now, ended: now,
      });
    }
  }

  #close(items, state, now, error) {
    for (const item of items) {
      if (item.kind !== 'run') {
        continue;
      }
      if (item.ended === undefined) {
        item.ended = now;
        item.state = state;
        item.error = error;
      }
      this.#close(item.items, state, now, error);
    }
  }
}
