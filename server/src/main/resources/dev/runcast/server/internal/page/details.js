/** Shows all there is to know of one run, event or row of chunks. */
import { count, duration, element, full } from './format.js';

/** Longer values are shown only in part. They are whole in the export. */
const LONGEST = 100_000;

export class DetailsView {
  #host;
  #item = null;
  #labels = '';
  #values = [];
  #written = new WeakMap(); // the text of values that were already written

  constructor(host) {
    this.#host = host;
  }

  /** Shows an item, or what of it has changed. */
  show(item, span, now) {
    if (!item) {
      return;
    }
    const parts = this.#parts(item, span, now).filter(([, value]) => value !== undefined && value !== '');
    const labels = parts.map(([label]) => label).join('\n');
    if (item !== this.#item || labels !== this.#labels) {
      this.#item = item;
      this.#labels = labels;
      this.#values = parts.map(([, , isBlock]) => element(isBlock ? 'pre' : 'span'));
      this.#host.replaceChildren(
        element('p', { className: 'what' }, item.name),
        element('dl', {}, ...parts.flatMap(([label], at) => [element('dt', { textContent: label }), element('dd', {}, this.#values[at])])),
      );
    }
    parts.forEach(([, value], at) => {
      if (this.#values[at].textContent !== value) {
        this.#values[at].textContent = value;
      }
    });
  }

  #parts(item, { start }, now) {
    const isRun = item.kind === 'run';
    const ended = item.ended ?? now;
    const tags = [...new Set(item.tags)].join(', ');
    const metadata = Object.keys(item.metadata ?? {}).length > 0 ? this.#text(item.metadata) : undefined;
    if (isRun) {
      const chunks = item.items.filter((each) => each.kind === 'chunks');
      const text = chunks.map((each) => each.text).join('');
      return [
        ['Type', item.type],
        ['State', item.state],
        ['Took', duration(ended - item.started)],
        ['Began', `+${duration(item.started - start)}`],
        ['Tags', tags],
        ['Run id', item.id],
        ['Error', item.error === undefined ? undefined : this.#text(item.error), true],
        ['Input', this.#text(item.input), true],
        ['Chunks', chunks.length > 0 && text !== item.output ? shortened(text) : undefined, true],
        ['Output', this.#text(item.output), true],
        ['Metadata', metadata, true],
      ];
    }
    const place = [['In', item.run?.name], ['Time', `+${duration(item.started - start)}`]];
    return item.kind === 'event'
      ? [['Type', 'custom event'], ...place, ['Tags', tags], ['Data', this.#text(item.data) ?? 'none', true], ['Metadata', metadata, true]]
      : [['Type', count(item.count, 'chunk')], ...place, ['Took', duration(ended - item.started)], ['Text', shortened(item.text), true]];
  }

  #text(value) {
    if (value === undefined || value === null || typeof value !== 'object') {
      return value === undefined ? undefined : shortened(full(value));
    }
    if (!this.#written.has(value)) {
      this.#written.set(value, shortened(full(value)));
    }
    return this.#written.get(value);
  }
}

/** The end is what is new. */
function shortened(text) {
  return text.length > LONGEST
    ? `(${count(text.length - LONGEST, 'character')} before these are in the export.)\n…${text.slice(-LONGEST)}`
    : text;
}
