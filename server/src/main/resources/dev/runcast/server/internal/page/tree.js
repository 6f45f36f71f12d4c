/**
 * Shows a RunTree as a tree of rows of one height, of which only those in sight are in the document: it may have any number.
 * The tree is one stop of the Tab key, in which the arrow keys lead from row to row.
 */
import { brief, count, duration, element } from './format.js';

const KINDS = { run: 'run', event: 'event', chunks: 'output' };

export class TreeView {
  #tree = null;
  #rows = [];
  #shown = new Map(); // the rows in the document, by key
  #closed = new Set();
  #element;
  #canvas;
  #rowHeight = 0;
  #onSelect;
  selected = null;
  filter = { name: '', tag: '', type: '' };

  constructor(host, onSelect) {
    this.#element = host;
    this.#onSelect = onSelect;
    this.#canvas = element('div', { role: 'none', className: 'canvas' });
    host.append(this.#canvas);
    host.addEventListener('scroll', () => this.#draw());
    host.addEventListener('keydown', (event) => this.#onKey(event));
    host.addEventListener('click', (event) => this.#onClick(event));
    new ResizeObserver(() => this.#tree && this.render()).observe(host);
  }

  show(tree) {
    this.#tree = tree;
    this.#closed.clear();
    this.selected = null;
    this.render();
  }

  /** Returns how many items pass the filter, or undefined if there is none. */
  get matches() {
    return this.#isFiltering() ? this.#rows.filter((row) => row.matches).length : undefined;
  }

  /** Draws what there is by now, and stays at the end where that was in sight. */
  render(now = performance.now()) {
    this.now = now;
    const host = this.#element;
    host.hidden = this.#tree.items.length === 0;
    this.#rowHeight = parseFloat(getComputedStyle(host).getPropertyValue('--row')) || 32;
    const wasAtEnd = host.scrollTop + host.clientHeight >= this.#rows.length * this.#rowHeight - 2;
    this.#rows = this.#flatten();
    if (!this.#rows.some((row) => row.item === this.selected)) {
      this.selected = this.#rows[0]?.item ?? null;
    }
    this.#canvas.style.height = `${this.#rows.length * this.#rowHeight}px`;
    if (wasAtEnd) {
      host.scrollTop = host.scrollHeight;
    }
    this.#draw();
  }

  /** Makes an item the current one, and brings it into sight. */
  select(item) {
    this.selected = item;
    this.#onSelect();
    const at = this.#at();
    const host = this.#element;
    const top = at * this.#rowHeight;
    if (top < host.scrollTop) {
      host.scrollTop = top;
    } else if (top + this.#rowHeight > host.scrollTop + host.clientHeight) {
      host.scrollTop = top + this.#rowHeight - host.clientHeight;
    }
    this.#draw();
  }

  #at() {
    return this.#rows.findIndex((row) => row.item === this.selected);
  }

  #isFiltering() {
    return Object.values(this.filter).some((part) => part !== '');
  }

  #passes(item) {
    const { name, tag, type } = this.filter;
    return (
      item.name.toLowerCase().includes(name.toLowerCase()) &&
      (tag === '' || item.tags.includes(tag)) &&
      (type === '' || item.type === type)
    );
  }

  /** Returns the rows: what passes the filter, with what is in it besides runs, and the runs that it is in. */
  #flatten() {
    const rows = [];
    const isFiltering = this.#isFiltering();
    const add = (items, level, isIn) => {
      const siblings = [];
      for (const item of items) {
        const at = rows.length;
        const matches = !isFiltering || this.#passes(item) || (isIn && item.kind !== 'run');
        const row = { item, level, matches, position: 0, siblings };
        rows.push(row);
        if (item.kind === 'run') {
          add(item.items, level + 1, isFiltering && matches);
        }
        if (!matches && rows.length === at + 1) {
          rows.pop();
          continue;
        }
        if (this.#closed.has(item.key)) {
          rows.length = at + 1;
        }
        row.position = siblings.push(row);
      }
    };
    add(this.#tree.items, 1, false);
    return rows;
  }

  #draw() {
    const host = this.#element;
    const first = Math.max(0, Math.floor(host.scrollTop / this.#rowHeight) - 4);
    const last = Math.min(this.#rows.length, Math.ceil((host.scrollTop + host.clientHeight) / this.#rowHeight) + 4);
    const wanted = [];
    for (let at = first; at < last; at++) {
      wanted.push(at);
    }
    const selectedAt = this.#at();
    if (selectedAt >= 0 && (selectedAt < first || selectedAt >= last)) {
      wanted.splice(selectedAt < first ? 0 : wanted.length, 0, selectedAt);
    }
    const shown = new Map();
    for (const at of wanted) {
      const row = this.#rows[at];
      const drawn = this.#shown.get(row.item.key) ?? makeRow(row.item);
      drawn.update(row, at, this);
      drawn.element.style.top = `${at * this.#rowHeight}px`;
      shown.set(row.item.key, drawn);
    }
    const order = [...shown.values()].map((drawn) => drawn.element);
    if (order.length !== this.#canvas.children.length || order.some((each, at) => this.#canvas.children[at] !== each)) {
      this.#canvas.replaceChildren(...order);
    }
    this.#shown = shown;
    const active = this.selected && shown.get(this.selected.key);
    if (active) {
      host.setAttribute('aria-activedescendant', active.element.id);
    } else {
      host.removeAttribute('aria-activedescendant');
    }
  }

  isOpen(item) {
    return !this.#closed.has(item.key);
  }

  /** Returns from when to when the tree is, on the page's clock. */
  span() {
    const items = this.#tree.items;
    const start = items[0]?.started ?? this.now;
    const end = items.reduce((latest, run) => Math.max(latest, run.ended ?? this.now), start + 1);
    return { start, length: end - start };
  }

  #toggle(item, open = !this.isOpen(item)) {
    if (item.kind === 'run') {
      open ? this.#closed.delete(item.key) : this.#closed.add(item.key);
      this.render();
    }
  }

  #onClick(event) {
    const hit = event.target.closest('[role=treeitem]');
    const row = this.#rows.find(({ item }) => hit?.id === `row-${item.key}`);
    if (row) {
      if (event.target.closest('.twisty')) {
        this.#toggle(row.item);
      }
      this.select(row.item);
    }
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#rows.length === 0) {
      return;
    }
    const at = this.#at();
    const { item } = this.#rows[at];
    const page = Math.max(1, Math.floor(this.#element.clientHeight / this.#rowHeight) - 1);
    const go = (to) => this.select(this.#rows[Math.min(Math.max(to, 0), this.#rows.length - 1)].item);
    const isRun = item.kind === 'run';
    const keys = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Home: () => go(0),
      End: () => go(this.#rows.length - 1),
      ArrowRight: () => (isRun && !this.isOpen(item) ? this.#toggle(item, true) : isRun && item.items.length > 0 && go(at + 1)),
      ArrowLeft: () => (isRun && item.items.length > 0 && this.isOpen(item) ? this.#toggle(item, false) : item.run && this.select(item.run)),
      Enter: () => this.#toggle(item),
      ' ': () => this.#toggle(item),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }
}

/** Returns a row that is in the document, and changes nothing in it but what has changed. */
function makeRow(item) {
  const twisty = element('span', { className: 'twisty', 'aria-hidden': 'true' });
  const state = element('span', { className: 'unseen' });
  const badge = element('span', { className: 'badge', textContent: item.kind === 'run' ? item.type : KINDS[item.kind] });
  const summary = element('span', { className: 'summary' });
  const bar = element('span', { className: 'span' });
  const time = element('span', { className: 'time' });
  const main = element('span', { className: 'main' }, twisty, element('span', { className: 'dot', 'aria-hidden': 'true' }));
  if (item.kind !== 'chunks') {
    main.append(element('span', { className: 'name', textContent: item.name }));
  }
  main.append(' ', badge, ' ', state, summary);
  const made = element(
    'div', { role: 'treeitem', id: `row-${item.key}`, className: `row ${item.kind}` },
    main, element('span', { className: 'line', 'aria-hidden': 'true' }, bar), time,
  );
  if (item.kind === 'event') {
    summary.textContent = brief(item.data);
  } else if (item.kind === 'run') {
    const inherited = item.run?.tags ?? [];
    summary.textContent = item.tags.filter((tag) => !inherited.includes(tag)).map((tag) => `#${tag}`).join(' ');
  }

  const set = (name, value) => {
    if (made.getAttribute(name) !== String(value)) {
      made.setAttribute(name, value);
    }
  };
  const write = (into, text) => {
    if (into.textContent !== text) {
      into.textContent = text;
    }
  };

  return {
    element: made,
    update({ level, matches, position, siblings }, at, view) {
      const { start, length } = view.span();
      set('aria-level', level);
      set('aria-posinset', position);
      set('aria-setsize', siblings.length);
      set('aria-selected', view.selected === item);
      made.classList.toggle('pale', !matches);
      made.style.setProperty('--level', level - 1);
      const ended = item.kind === 'event' ? item.started : (item.ended ?? view.now);
      bar.style.left = `${((item.started - start) / length) * 100}%`;
      bar.style.width = `${((ended - item.started) / length) * 100}%`;
      if (item.kind === 'run') {
        set('data-state', item.state);
        write(state, item.state + ' ');
        if (item.items.length > 0) {
          set('aria-expanded', view.isOpen(item));
        }
        write(time, duration(ended - item.started));
      } else if (item.kind === 'event') {
        write(time, '+' + duration(item.started - start));
      } else {
        const text = item.text.slice(-240).replaceAll('\n', ' ');
        write(summary, item.text.length > 240 ? '…' + text : text);
        write(badge, count(item.count, 'chunk'));
        write(time, '+' + duration(item.started - start));
      }
    },
  };
}
