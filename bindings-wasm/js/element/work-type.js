/** `<gongkao-work-type>`: one entry of a list, found by pinyin or hanzi, as a field of a form. */

import { Combobox } from './combobox.js';
import { isAlike, meant } from './directory.js';
import { FormField, reflect } from './field.js';
import { messagesFor } from './messages.js';
import { adopt, ownField } from './own-field.js';
import { Loader } from './source.js';
import { View } from './view.js';
import { above, below, gone, wrong } from './words.js';

const LIMIT = 50;
const SUGGESTIONS = 3;

const isCurrent = ({ standing }) => standing === 'current';
const unmarked = (hit) => ({ ...hit, matched: 'name', ranges: [] });

export class GongkaoWorkTypeElement extends FormField {
  static observedAttributes = ['value', 'required', 'readonly', 'placeholder', 'lang', 'former', 'aria-label', 'catalogue'];

  #view = new View(this);
  #box = new Combobox(this.#view, {
    typed: () => this.#typed(),
    list: (text) => this.#list(text),
    choose: (hit) => this.#choose(hit),
    enter: () => this.#enter(),
    clear: () => this.#clear(),
    left: () => this.#settle(),
  });
  #given = null;
  #loader = new Loader({ ready: (again) => this.#ready(again), failed: () => this.#failed() });
  #asked = 0;
  /** The entry that the text names, and the last one that was picked. */
  #hit = null;
  #picked = null;
  /** A value of the page's that no directory was asked about yet. */
  #waiting = null;
  /** The value that the last `change` told of, and the text that the last `input` did. */
  #told = '';
  #seen = '';
  /** Whether the value was changed since the page was made or reset. */
  #touched = false;
  /** Whether what is wrong is shown: not before the field was left, or its form sent. */
  #shown = false;
  /** Where to go instead. */
  #ways = [];
  #own = {};
  #off = false;

  constructor() {
    super();
    const { field, own } = this.#view;
    for (const type of ['input', 'change']) field.addEventListener(type, (event) => event.stopPropagation());
    field.addEventListener('focus', () => this.#name());
    own.addEventListener('slotchange', () => this.#adopt());
    this.addEventListener('invalid', () => {
      this.#shown = true;
      this.#settle();
    });
  }

  connectedCallback() {
    this.#adopt();
    if (!this.#directory) this.retry();
    this.#update();
    // Its label may stand after it.
    addEventListener('load', () => this.#name(), { once: true });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'value' && !this.#touched) this.#set(after ?? '');
    if (name === 'catalogue' && this.isConnected && !this.#given) this.retry();
    this.#update();
  }

  formDisabledCallback(off) {
    this.#off = off;
    this.#box.close();
    this.#update();
  }

  formResetCallback() {
    this.#touched = false;
    this.#set(this.defaultValue);
  }

  formStateRestoreCallback(state) {
    const [value, text = ''] = String(state).split('\n');
    this.value = value || text;
  }

  get value() {
    if (this.#isPlain) return this.#written;
    return this.#hit?.key ?? this.#waiting ?? '';
  }

  set value(value) {
    const text = String(value ?? '');
    // A framework hands back what it was told of at every letter; that does not disturb who is typing.
    if (this.#isFocused && text === this.value) return;
    this.#touched = true;
    this.#set(text);
  }

  get hit() {
    return this.#hit;
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
    this.#waiting ??= this.#hit?.key ?? null;
    this.#loader.load(this.#given, this.catalogue);
  }

  get #directory() {
    return this.#loader.directory;
  }

  /** The search does not work: what is typed is the value. */
  get #isPlain() {
    return this.#loader.hasFailed;
  }

  get #text() {
    return this.#view.field.value.trim();
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

  get #isFocused() {
    return this.#view.field.matches(':focus');
  }

  #ready(again) {
    if (again) this.#waiting = this.#written || null;
    this.#adopt();
    if (this.#waiting !== null) this.#set(this.#waiting, () => this.#commit());
    else if (this.#isFocused && this.#text) this.#list();
    else this.#settle();
  }

  #failed() {
    const own = ownField(this);
    if (own && this.#touched) own.value = this.#text;
    this.#box.close();
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

  #write(text) {
    this.#view.field.value = text;
    this.#seen = `false ${text}`;
  }

  #forget() {
    // Answers under way are too late.
    this.#asked += 1;
    this.#hit = this.#picked = this.#waiting = null;
    this.#shown = false;
    this.#ways = [];
  }

  /** The value of the page: no event tells of it, and a former entry in a draft is spoken of at once. */
  #set(value, done = () => this.#keep()) {
    this.#box.after(() => {
      this.#box.close();
      this.#forget();
      this.#write(value);
      const asked = this.#asked;
      if (value !== '' && this.#directory) {
        this.#directory.entries([value], ([hit]) => {
          if (asked !== this.#asked) return;
          if (hit) this.#write(hit.name);
          this.#picked = hit ?? null;
          this.#settle(done);
        });
        return;
      }
      this.#waiting = value || null;
      this.#update();
      this.#keep();
    });
  }

  #keep() {
    this.#told = this.value;
  }

  #typed() {
    const text = this.#view.field.value;
    const composing = this.#box.isComposing;
    const seen = `${composing} ${text}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    if (!composing) {
      const picked = this.#picked;
      this.#touched = true;
      this.#forget();
      this.#picked = picked;
    }
    if (this.#isPlain) this.#update();
    else this.#list(text);
    if (!composing) this.#tell('input');
  }

  /** Lists what a text may mean, and takes what the field names in full, unless it is still being composed. */
  #list(text = this.#view.field.value) {
    const directory = this.#directory;
    if (!directory) {
      this.#view.say(this.#say('loading'));
      this.#update();
      return;
    }
    this.#asked += 1;
    const asked = this.#asked;
    directory.search(text, LIMIT + 1, (hits) => {
      const shown = hits.slice(0, LIMIT);
      directory.learn(shown, () => {
        if (asked !== this.#asked) return;
        if (!this.#box.isComposing && text === this.#view.field.value) this.#take(hits);
        if (!this.#isFocused) return;
        const [note, said] = above(shown, hits.length > LIMIT, shown.every(isAlike), text, this.#say);
        this.#box.show(shown, note, this.#say, directory.nameOf);
        this.#view.say(said);
      });
    });
  }

  /** What was picked stays so as long as its name stands there. */
  #take(hits) {
    const text = this.#text;
    this.#hit = text === '' ? null : text === this.#picked?.name ? this.#picked : meant(hits, text);
    this.#update();
  }

  #mayStand(hit) {
    return isCurrent(hit) || this.former;
  }

  #choose(hit) {
    this.#touched = true;
    this.#forget();
    this.#hit = this.#picked = hit;
    this.#write(hit.name);
    this.#box.close();
    if (!this.#mayStand(hit)) {
      this.#lead(hit);
      return;
    }
    this.#view.say(this.#say('chosen', { name: hit.name }));
    this.#update();
    this.#tell('input');
    this.#commit();
  }

  /** From what may no longer be chosen to what may. */
  #lead(hit) {
    const { nameOf } = this.#directory;
    this.#directory.entries(hit.instead, (ways) => {
      if (this.#hit !== hit) return;
      this.#ways = ways;
      const said = gone(hit, this.#say, nameOf);
      if (this.#isFocused && ways.length > 0) this.#box.show(ways.map(unmarked), said, this.#say, nameOf, 0);
      else this.#shown = true;
      this.#view.say(said);
      this.#update();
    });
  }

  /** What the text names in full is the value; for anything else it is said what to do. */
  #settle(done = () => this.#commit()) {
    const text = this.#text;
    const directory = this.#directory;
    if (!directory || text === '') {
      this.#update();
      done();
      return;
    }
    directory.search(text, LIMIT, (hits) => {
      if (text !== this.#text) return;
      this.#take(hits);
      this.#shown = true;
      const go = (ways) => {
        this.#ways = ways;
        this.#update();
        done();
      };
      if (this.#hit) directory.entries(isCurrent(this.#hit) ? [] : this.#hit.instead, go);
      else this.#similar(text, hits, (ways) => directory.learn(ways, () => go(ways)));
    });
  }

  /** What was meant, perhaps: the hits, or those of the longest beginning that has some. */
  #similar(text, hits, use, least = [...text].length / 2) {
    const shorter = [...text].slice(0, -1);
    const next = shorter.join('');
    if (hits.length > 0 || shorter.length < least) use(hits.slice(0, SUGGESTIONS));
    else this.#directory?.search(next, SUGGESTIONS, (hits) => this.#similar(next, hits, use, least));
  }

  #enter() {
    const { hits } = this.#box;
    if (!this.#view.isOpen) {
      this.#settle();
      this._submit();
    } else if (this.#hit) {
      this.#choose(this.#hit);
    } else if (this.#text && hits.length === 1 && !isAlike(hits[0])) {
      this.#choose(hits[0]);
    }
  }

  #clear() {
    if (!this.#view.field.value) return false;
    this.#touched = true;
    this.#forget();
    this.#write('');
    this.#view.say(this.#say('cleared'));
    this.#update();
    this.#tell('input');
    this.#commit();
    return true;
  }

  #commit() {
    if (this.value === this.#told) return;
    this.#keep();
    this.#tell('change');
  }

  #tell(type) {
    const detail = { hit: this.#hit, text: this.#view.field.value };
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
    const nameOf = this.#directory?.nameOf;
    const [flag, message] = wrong(seen, this.#say, nameOf);
    // A field of the page's speaks for itself.
    const own = this.#isPlain && ownField(this) !== null;
    this._hold(own ? null : this.value, `${this.value}\n${field.value}`, own ? undefined : flag, message, field);
    const shown = this.#shown && !this.#off && !this.readOnly ? flag : undefined;
    const text = below({ ...seen, flag: shown, message, ways: this.#ways }, this.#say, nameOf);
    this.#view.tell(text, shown !== undefined, this.#waysBelow(shown));
  }

  #seenBy() {
    return {
      text: this.#text,
      hit: this.#hit,
      label: this.#named,
      required: this.required,
      mayStand: this.#hit !== null && this.#mayStand(this.#hit),
      isPlain: this.#isPlain,
      isFree: this.#isPlain || this.#waiting !== null,
      isLoading: this.#loader.isLoading,
    };
  }

  /** Buttons below the field: key, label, what it does, part. */
  #waysBelow(flag) {
    if (this.#isPlain) return [['', this.#say('retry'), () => this.retry(), 'retry']];
    return flag ? this.#ways.map((hit) => [hit.key, hit.name, () => this.#went(hit), 'suggestion']) : [];
  }

  #went(hit) {
    this.#view.field.focus();
    this.#choose(hit);
  }
}

reflect(
  GongkaoWorkTypeElement.prototype,
  { required: 'required', disabled: 'disabled', readOnly: 'readonly', former: 'former' },
  { name: 'name', defaultValue: 'value', placeholder: 'placeholder', catalogue: 'catalogue' },
);
