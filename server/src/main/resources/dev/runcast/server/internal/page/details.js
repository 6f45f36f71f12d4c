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
    const parts = item ? this.#parts(item, span, now).filter(([, text]) => text !== undefined && text !== '') : [];
    const labels = parts.map(([label, , look]) => `${label} ${look}`).join('\n');
    if (item !== this.#item || labels !== this.#labels) {
      this.#item = item;
      this.#labels = labels;
      this.#values = parts.map(([, , look]) => (look ? element('pre', { className: look }) : element('span')));
      this.#host.replaceChildren(
        element('p', { className: 'what' }, item?.name ?? ''),
        element('dl', {}, ...parts.flatMap(([label], at) => [element('dt', { textContent: label }), element('dd', {}, this.#values[at])])),
      );
    }
    parts.forEach(([, text], at) => {
      if (this.#values[at].textContent !== text) {
        this.#values[at].textContent = text;
      }
    });
  }

  /** Returns what there is to say: labels and texts, and how those look that are more than a few words. */
  #parts(item, { start }, now) {
    const began = `+${duration(item.started - start)}`;
    const took = duration((item.ended ?? now) - item.started);
    const tags = ['Tags', [...new Set(item.tags)].join(', ')];
    if (item.kind === 'chunks') {
      return [['Type', count(item.count, 'chunk')], ['In', item.run.name], ['Began', began], ['Took', took], ['Text', shortened(item.text), 'text']];
    }
    const metadata = Object.keys(item.metadata ?? {}).length > 0 ? item.metadata : undefined;
    if (item.kind === 'event') {
      return [['Type', item.type], ['In', item.run.name], ['Time', began], tags, this.#value('Data', item.data), this.#value('Metadata', metadata)];
    }
    const text = item.items.map((each) => (each.kind === 'chunks' ? each.text : '')).join('');
    const isOutput = text === item.output || text.trimEnd() === JSON.stringify(item.output);
    return [
      ['Type', item.type],
      ['State', item.state],
      ['Began', began],
      ['Took', took],
      tags,
      ['Run id', item.id],
      this.#value('Error', item.error),
      this.#value('Input', item.input),
      ['Chunks', isOutput ? '' : shortened(text), 'text'],
      this.#value('Output', item.output),
      this.#value('Metadata', metadata),
    ];
  }

  #value(label, value) {
    if (value === undefined) {
      return [label, ''];
    }
    if (value === null || typeof value !== 'object') {
      return [label, shortened(full(value)), typeof value === 'string' ? 'text' : 'code'];
    }
    if (!this.#written.has(value)) {
      this.#written.set(value, shortened(full(value)));
    }
    return [label, this.#written.get(value), 'code'];
  }
}

/** The end is what is new. */
function shortened(text) {
  return text.length > LONGEST
    ? `(${count(text.length - LONGEST, 'character')} before these are in the export.)\n…${text.slice(-LONGEST)}`
    : text;
}
