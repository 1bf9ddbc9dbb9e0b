/** Keys, pointer and input method of the field and its list: what somebody wants, told to the element as `does`. */

import { Composition } from './composition.js';

const PAGE = 10;

export class Combobox {
  #view;
  #does;
  #typing;
  #hits = [];
  #active = -1;

  constructor(view, does) {
    this.#view = view;
    this.#does = does;
    const { field, toggle, popup, list } = view;
    this.#typing = new Composition(field);
    field.addEventListener('input', () => does.typed());
    // Some browsers end a composition after its last `input`, some before.
    field.addEventListener('compositionend', () => does.typed());
    field.addEventListener('keydown', (event) => this.#pressed(event));
    field.addEventListener('click', () => this.#can && !view.isOpen && !this.isComposing && does.list());
    field.addEventListener('blur', () => {
      this.close();
      this.after(() => does.left());
    });
    // The field keeps the focus.
    for (const part of [toggle, popup]) part.addEventListener('mousedown', (event) => event.preventDefault());
    toggle.addEventListener('click', () => this.#toggled());
    list.addEventListener('click', (event) => {
      const hit = this.#hits[view.options.indexOf(event.target.closest('[role=option]'))];
      if (hit) this.#outside(() => does.choose(hit));
    });
  }

  get isComposing() {
    return this.#typing.active;
  }

  get hits() {
    return this.#hits;
  }

  /** Does something now, or once the input method is done. */
  after(work) {
    this.#typing.after(work);
  }

  show(hits, note, say, nameOf, active = -1) {
    this.#hits = hits;
    this.#view.open(hits, note, say, nameOf);
    this.#activate(active);
  }

  close() {
    this.#hits = [];
    this.#active = -1;
    this.#view.close();
  }

  get #can() {
    return this.#view.isCombobox && !this.#view.field.readOnly;
  }

  #activate(number) {
    this.#active = number;
    this.#view.activate(number);
  }

  /** What a pointer asks for ends a composition first, as a click anywhere else does. */
  #outside(work) {
    this.after(work);
    const { field } = this.#view;
    if (this.isComposing) field.blur();
    field.focus();
  }

  #toggled() {
    const { isOpen } = this.#view;
    this.#outside(() => (isOpen ? this.close() : this.#can && this.#does.list('')));
  }

  #pressed(event) {
    if (this.#typing.owns(event)) return;
    const does = this.#can && !event.ctrlKey && !event.metaKey && this.#keys[event.key];
    // What a key did here it does not do elsewhere, as Escape to a dialog; a letter goes on from the text.
    if (does && does(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !this.#view.isOpen) {
      this.#does.enter();
    } else if (event.key !== 'Tab' && event.key !== 'Shift' && this.#active >= 0) {
      this.#activate(-1);
    }
  }

  #keys = {
    ArrowDown: ({ altKey }) => this.#step(1, altKey),
    ArrowUp: ({ altKey }) => (altKey ? this.#shut() : this.#step(-1)),
    PageDown: () => this.#jump(Math.min(this.#active + PAGE, this.#hits.length - 1)),
    PageUp: () => this.#jump(Math.max(this.#active - PAGE, 0)),
    Home: () => this.#active >= 0 && this.#jump(0),
    End: () => this.#active >= 0 && this.#jump(this.#hits.length - 1),
    Enter: () => {
      if (!this.#view.isOpen) return false;
      const hit = this.#hits[this.#active];
      if (hit) this.#does.choose(hit);
      else this.#does.enter();
      return true;
    },
    Tab: () => {
      const hit = this.#hits[this.#active];
      if (hit) this.#does.choose(hit);
      return false;
    },
    Escape: () => this.#shut() || this.#does.clear(),
  };

  #step(by, onlyOpen = false) {
    if (!this.#view.isOpen) {
      this.#does.list();
      if (onlyOpen) return true;
    }
    const { length } = this.#hits;
    const from = this.#active < 0 && by < 0 ? length : this.#active;
    return this.#jump((from + by + length) % length);
  }

  #jump(number) {
    if (!this.#view.isOpen) return false;
    if (this.#hits.length > 0) this.#activate(number);
    return true;
  }

  #shut() {
    const { isOpen } = this.#view;
    if (isOpen) this.close();
    return isOpen;
  }
}
