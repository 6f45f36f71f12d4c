/** The list of the last runs, those of other servers and of earlier processes among them. */
import { element } from './format.js';

const STATES = { pending: 'running', running: 'running', success: 'done', interrupted: 'cancelled' };

export class History {
  #list;
  #open;

  /** Creates a list in an element, which has runs opened. */
  constructor(list, open) {
    this.#list = list;
    this.#open = open;
  }

  /** Shows runs, as the server tells of them. */
  show(runs) {
    this.#list.replaceChildren(...runs.map((run) => element('li', {}, this.#button(run))));
  }

  #button(run) {
    const state = STATES[run.status] ?? 'failed';
    const button = element(
      'button', { type: 'button', className: 'runnable' },
      element('span', { className: 'name', textContent: run.runnable }),
      ' ',
      element('span', { className: 'badge', textContent: state }),
      element('span', { className: 'hint', textContent: new Date(run.created_at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' }) }),
    );
    button.addEventListener('click', () => this.#open(run));
    return button;
  }
}
