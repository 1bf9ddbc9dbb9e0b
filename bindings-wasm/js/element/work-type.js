/** `<gongkao-work-type>`: one entry of a list, found by pinyin or hanzi, as a field of a form. */

import { Choice } from './choice.js';
import { FormField, reflect } from './field.js';
import { messagesFor } from './messages.js';
import { adopt, ownField } from './own-field.js';
import { Loader } from './source.js';
import { View } from './view.js';
import { below, wrong } from './words.js';

export class GongkaoWorkTypeElement extends FormField {
  static observedAttributes = ['value', 'required', 'readonly', 'placeholder', 'lang', 'former', 'aria-label', 'catalogue'];

  #view = new View(this);
  #given = null;
  #loader = new Loader({ ready: (again) => this.#ready(again), failed: () => this.#failed() });
  #choice = new Choice(this.#view, this.#loader, {
    say: (name, values) => this.#say(name, values),
    former: () => this.former,
    value: () => this.value,
    update: () => this.#update(),
    tell: (type) => this.#tell(type),
    submit: () => this._submit(),
  });
  #own = {};
  #off = false;

  constructor() {
    super();
    const { field, own } = this.#view;
    for (const type of ['input', 'change']) field.addEventListener(type, (event) => event.stopPropagation());
    field.addEventListener('focus', () => this.#name());
    own.addEventListener('slotchange', () => this.#adopt());
    this.addEventListener('invalid', () => {
      this.#choice.shown = true;
      this.#choice.settle();
    });
  }

  connectedCallback() {
    // What a page set before the element was defined.
    for (const name of Object.keys(this)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#adopt();
    if (!this.#loader.directory) this.retry();
    this.#update();
    // Its label may stand after it.
    addEventListener('load', () => this.#name(), { once: true });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'value' && !this.#choice.touched) this.#choice.set(after ?? '');
    if (name === 'catalogue' && this.isConnected && !this.#given) this.retry();
    this.#update();
  }

  formDisabledCallback(off) {
    this.#off = off;
    this.#choice.close();
    this.#update();
  }

  formResetCallback() {
    this.#choice.touched = false;
    this.#choice.set(this.defaultValue);
  }

  formStateRestoreCallback(state) {
    const [value, text = ''] = String(state).split('\n');
    this.value = value || text;
  }

  get value() {
    if (this.#isPlain) return this.#written;
    return this.#choice.hit?.key ?? this.#choice.waiting ?? '';
  }

  set value(value) {
    const text = String(value ?? '');
    // A framework hands back what it was told of at every letter; that does not disturb who is typing.
    if (this.#view.isFocused && text === this.value) return;
    this.#choice.touched = true;
    this.#choice.set(text);
    const own = ownField(this);
    if (own && this.#isPlain) own.value = text;
  }

  get hit() {
    return this.#choice.hit;
  }

  get source() {
    return this.#given;
  }

  set source(source) {
    this.#given = source ?? null;
    this.retry();
  }

  get messages() {
    return this.#own;
  }

  set messages(messages) {
    this.#own = messages ?? {};
    this.#update();
  }

  retry() {
    this.#choice.waiting ??= this.#choice.hit?.key ?? null;
    this.#loader.load(this.#given, this.catalogue);
  }

  /** The search does not work: what is typed is the value. */
  get #isPlain() {
    return this.#loader.hasFailed;
  }

  /** What was written into whichever field is plain. */
  get #written() {
    return (ownField(this) ?? this.#view.field).value.trim();
  }

  get #say() {
    return messagesFor(this, this.#own);
  }

  get #named() {
    return this._label(this.#say('label'));
  }

  #ready(again) {
    if (again) this.#choice.waiting = this.#written || null;
    this.#adopt();
    this.#choice.resume();
  }

  #failed() {
    const own = ownField(this);
    if (own && this.#choice.touched) own.value = this.#choice.text;
    this.#choice.close();
    this.#adopt();
    this.#update();
    this.#view.say(this.#say('plain', { label: this.#named }));
  }

  #adopt() {
    adopt(this, this.#isPlain);
    this.#view.plain(this.#isPlain, ownField(this) !== null);
  }

  #name() {
    this.#view.name(this.#named, this._description(), this.#say);
    this.#view.field.placeholder = this.getAttribute('placeholder') ?? (this.#isPlain ? '' : this.#say('placeholder'));
  }

  #tell(type) {
    const detail = { hit: this.#choice.hit, text: this.#view.field.value };
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #update() {
    const { field, toggle } = this.#view;
    this.#name();
    field.disabled = this.#off;
    field.readOnly = this.readOnly;
    toggle.disabled = this.#off || this.readOnly;
    field.setAttribute('aria-required', String(this.required));
    field.setAttribute('aria-busy', String(this.#loader.isLoading));
    const seen = this.#seenBy();
    const nameOf = this.#loader.directory?.nameOf;
    const [flag, message] = wrong(seen, this.#say, nameOf);
    // A field of the page's speaks for itself.
    const own = this.#isPlain && ownField(this) !== null;
    this._hold(own ? null : this.value, `${this.value}\n${field.value}`, own ? undefined : flag, message, field);
    const shown = this.#choice.shown && !this.#off && !this.readOnly ? flag : undefined;
    const text = below({ ...seen, flag: shown, message, ways: this.#choice.ways }, this.#say, nameOf);
    this.#view.tell(text, shown !== undefined, this.#waysBelow(shown));
  }

  #seenBy() {
    return {
      text: this.#choice.text,
      hit: this.#choice.hit,
      label: this.#named,
      required: this.required,
      mayStand: this.#choice.hit !== null && this.#choice.mayStand(this.#choice.hit),
      isPlain: this.#isPlain,
      isFree: this.#isPlain || this.#choice.waiting !== null,
      isLoading: this.#loader.isLoading,
    };
  }

  /** Buttons below the field: key, label, what it does, part. */
  #waysBelow(flag) {
    if (this.#isPlain) return [['', this.#say('retry'), () => this.retry(), 'retry']];
    return flag ? this.#choice.ways.map((hit) => [hit.key, hit.name, () => this.#went(hit), 'suggestion']) : [];
  }

  #went(hit) {
    this.#view.field.focus();
    this.#choice.choose(hit);
  }
}

reflect(
  GongkaoWorkTypeElement.prototype,
  { required: 'required', disabled: 'disabled', readOnly: 'readonly', former: 'former' },
  { name: 'name', defaultValue: 'value', placeholder: 'placeholder', catalogue: 'catalogue' },
);
