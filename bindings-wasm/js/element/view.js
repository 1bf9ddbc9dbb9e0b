/** What is in the shadow of the element: the field, its popup, what is said below it and to screen readers. No decisions. */

import { node, option, refill } from './options.js';
import { styleSheet } from './style.js';

/** A screen reader is not interrupted at every letter. */
const QUIET_MS = 400;

export class View {
  field = node('input', {
    id: 'field',
    part: 'input',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'hint message',
  });
  toggle = node('button', { id: 'toggle', part: 'toggle', type: 'button', tabindex: '-1' });
  list = node('div', { id: 'list', role: 'listbox', part: 'listbox' });
  own = node('slot');
  #note = node('p', { id: 'note', part: 'note' });
  popup = node('div', { id: 'popup', part: 'popup' }, this.#note, this.list);
  #hint = node('span', { id: 'hint', hidden: '' });
  #message = node('div', { id: 'message', part: 'message' });
  #status = node('div', { class: 'heard', role: 'status', 'aria-live': 'polite' });
  #box = node('div', { id: 'box' }, this.field, this.toggle, this.popup);
  #saying;
  #told = '';

  constructor(host) {
    const root = host.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [styleSheet()];
    this.own.hidden = true;
    root.append(this.#box, this.own, this.#hint, this.#message, this.#status);
    this.plain(false, false);
    this.close();
  }

  get isOpen() {
    return !this.popup.hidden;
  }

  get isFocused() {
    return this.field.matches(':focus');
  }

  get isCombobox() {
    return this.field.hasAttribute('role');
  }

  get options() {
    return [...this.list.children];
  }

  name(label, description, say) {
    this.field.setAttribute('aria-label', label);
    this.list.setAttribute('aria-label', label);
    this.toggle.setAttribute('aria-label', say('toggle'));
    this.#hint.textContent = `${description} ${say('hint')}`;
  }

  /** A combobox, or a plain field without any of it; where the page has a field of its own, that one. */
  plain(plain, own) {
    this.#box.hidden = plain && own;
    this.own.hidden = !(plain && own);
    this.toggle.hidden = plain;
    if (plain) {
      this.close();
      for (const name of ['role', 'aria-autocomplete', 'aria-haspopup', 'aria-controls', 'aria-expanded']) this.field.removeAttribute(name);
      return;
    }
    const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': 'list' };
    for (const [name, value] of Object.entries(combobox)) this.field.setAttribute(name, value);
    if (!this.field.hasAttribute('aria-expanded')) this.close();
  }

  open(hits, note, say, nameOf) {
    this.#note.textContent = note;
    this.#note.hidden = note === '';
    refill(this.list, ...hits.map((hit, number) => option(hit, number, say, nameOf)));
    this.list.hidden = hits.length === 0;
    this.list.scrollTop = 0;
    this.popup.hidden = false;
    this.field.setAttribute('aria-expanded', String(hits.length > 0));
    this.activate(-1);
    const { top, bottom } = this.field.getBoundingClientRect();
    const below = innerHeight - bottom;
    this.popup.classList.toggle('up', below < this.popup.offsetHeight && top > below);
  }

  close() {
    this.popup.hidden = true;
    if (this.isCombobox) this.field.setAttribute('aria-expanded', 'false');
    refill(this.list);
    this.field.removeAttribute('aria-activedescendant');
  }

  activate(number) {
    const { options, list } = this;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === number)));
    const active = options[number];
    if (!active) {
      this.field.removeAttribute('aria-activedescendant');
      return;
    }
    this.field.setAttribute('aria-activedescendant', active.id);
    // Only the list is scrolled, never the page under it.
    const below = active.offsetTop + active.offsetHeight - list.clientHeight;
    list.scrollTop = Math.min(active.offsetTop, Math.max(list.scrollTop, below));
  }

  /** The line below the field, with choices to go to: each with its key, its label, what it does and its part. */
  tell(text, isError, choices = []) {
    if (isError) this.field.setAttribute('aria-invalid', 'true');
    else this.field.removeAttribute('aria-invalid');
    // A button that is pressed just now, or has the focus, is not put anew.
    const told = JSON.stringify([text, isError, choices]);
    if (told === this.#told) return;
    this.#told = told;
    const buttons = choices.map(([, label, choose, part]) => {
      const button = node('button', { type: 'button', part }, label);
      button.addEventListener('click', choose);
      return button;
    });
    this.#message.classList.toggle('error', isError);
    refill(this.#message, ...(text ? [node('p', {}, text)] : []), ...buttons);
    if (isError) this.say(text);
  }

  /** Said by screen readers once nothing newer is to be said. */
  say(text) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.#status.textContent = text;
    }, QUIET_MS);
  }
}
