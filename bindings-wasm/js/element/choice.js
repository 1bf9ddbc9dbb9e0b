/** What the text in the field means: the entry that it names, and what follows from typing, choosing and leaving. */

import { Combobox } from './combobox.js';
import { isAlike, meant } from './directory.js';
import { above, gone } from './words.js';

const LIMIT = 50;
const SUGGESTIONS = 3;

const isCurrent = ({ standing }) => standing === 'current';
const unmarked = (hit) => ({ ...hit, matched: 'name', ranges: [] });

export class Choice {
  /** The entry that the text names. */
  hit = null;
  /** A value of the page's that no directory was asked about yet. */
  waiting = null;
  /** Whether the value was changed since the page was made or reset. */
  touched = false;
  /** Whether what is wrong is shown: not before the field was left, or its form sent. */
  shown = false;
  /** Where to go instead. */
  ways = [];
  /** The entry that was picked last: its name stands for it, even where several have that name. */
  #picked = null;
  /** The value that the last `change` told of, and the text that the last `input` did. */
  #told = '';
  #seen = '';
  #asked = 0;
  #view;
  #loader;
  #host;
  #box;

  constructor(view, loader, host) {
    this.#view = view;
    this.#loader = loader;
    this.#host = host;
    this.#box = new Combobox(view, {
      typed: () => this.#typed(),
      list: (text) => this.list(text),
      choose: (hit) => this.choose(hit),
      enter: () => this.#enter(),
      clear: () => this.#clear(),
      left: () => this.settle(),
    });
  }

  get text() {
    return this.#view.field.value.trim();
  }

  close() {
    this.#box.close();
  }

  /** Goes on with what was set or written before there was a directory. */
  resume() {
    if (this.waiting !== null) this.set(this.waiting, () => this.commit());
    else if (this.#view.isFocused && this.text) this.list();
    else this.settle();
  }

  #write(text) {
    this.#view.field.value = text;
    this.#seen = `false ${text}`;
  }

  #forget() {
    // Answers under way are too late.
    this.#asked += 1;
    this.hit = this.#picked = this.waiting = null;
    this.shown = false;
    this.ways = [];
  }

  /** The value of the page: no event tells of it, and a former entry in a draft is spoken of at once. */
  set(value, done = () => this.#keep()) {
    this.#box.after(() => {
      this.#box.close();
      this.#forget();
      this.#write(value);
      const asked = this.#asked;
      if (value !== '' && this.#loader.directory) {
        // Until it is answered, what stood there before is sent no more.
        this.#host.update();
        this.#loader.directory.entries([value], ([hit]) => {
          if (asked !== this.#asked) return;
          if (hit) this.#write(hit.name);
          this.#picked = hit ?? null;
          this.settle(done);
        });
        return;
      }
      this.waiting = value || null;
      this.#host.update();
      this.#keep();
    });
  }

  #keep() {
    this.#told = this.#host.value();
  }

  #typed() {
    const text = this.#view.field.value;
    const composing = this.#box.isComposing;
    const seen = `${composing} ${text}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    if (!composing) {
      const picked = this.#picked;
      this.touched = true;
      this.#forget();
      this.#picked = picked;
    }
    if (this.#loader.hasFailed) this.#host.update();
    else this.list(text);
    if (!composing) this.#host.tell('input');
  }

  /** Lists what a text may mean, and takes what the field names in full, unless it is still being composed. */
  list(text = this.#view.field.value) {
    const directory = this.#loader.directory;
    if (!directory) {
      this.#view.say(this.#host.say('loading'));
      this.#host.update();
      return;
    }
    this.#asked += 1;
    const asked = this.#asked;
    directory.search(text, LIMIT + 1, (hits) => {
      const shown = hits.slice(0, LIMIT);
      directory.learn(shown, () => {
        if (asked !== this.#asked) return;
        if (!this.#box.isComposing && text === this.#view.field.value) this.#take(hits);
        if (!this.#view.isFocused) return;
        const [note, said] = above(shown, hits.length > LIMIT, shown.every(isAlike), text, this.#host.say);
        this.#box.show(shown, note, this.#host.say, directory.nameOf);
        this.#view.say(said);
      });
    });
  }

  /** What was picked stays so as long as its name stands there. */
  #take(hits) {
    const text = this.text;
    this.hit = text === '' ? null : text === this.#picked?.name ? this.#picked : meant(hits, text);
    this.#host.update();
  }

  mayStand(hit) {
    return isCurrent(hit) || this.#host.former();
  }

  choose(hit) {
    this.touched = true;
    this.#forget();
    this.hit = this.#picked = hit;
    this.#write(hit.name);
    this.#box.close();
    if (!this.mayStand(hit)) {
      this.#lead(hit);
      return;
    }
    this.#view.say(this.#host.say('chosen', { name: hit.name }));
    this.#host.update();
    this.#host.tell('input');
    this.commit();
  }

  /** From what may no longer be chosen to what may. */
  #lead(hit) {
    const { nameOf } = this.#loader.directory;
    this.#loader.directory.entries(hit.instead, (ways) => {
      if (this.hit !== hit) return;
      this.ways = ways;
      const said = gone(hit, this.#host.say, nameOf);
      if (this.#view.isFocused && ways.length > 0) this.#box.show(ways.map(unmarked), said, this.#host.say, nameOf, 0);
      else this.shown = true;
      this.#view.say(said);
      this.#host.update();
    });
  }

  /** What the text names in full is the value; for anything else it is said what to do. */
  settle(done = () => this.commit()) {
    const text = this.text;
    const directory = this.#loader.directory;
    if (!directory || text === '') {
      this.#host.update();
      done();
      return;
    }
    directory.search(text, LIMIT, (hits) => {
      if (text !== this.text) return;
      this.#take(hits);
      this.shown = true;
      const go = (ways) => {
        this.ways = ways;
        this.#host.update();
        done();
      };
      if (this.hit) directory.entries(isCurrent(this.hit) ? [] : this.hit.instead, go);
      else this.#similar(text, hits, (ways) => directory.learn(ways, () => go(ways)));
    });
  }

  /** What was meant, perhaps: the hits, or those of the longest beginning that has some. */
  #similar(text, hits, use, least = [...text].length / 2) {
    const shorter = [...text].slice(0, -1);
    const next = shorter.join('');
    if (hits.length > 0 || shorter.length < least) use(hits.slice(0, SUGGESTIONS));
    else this.#loader.directory?.search(next, SUGGESTIONS, (hits) => this.#similar(next, hits, use, least));
  }

  #enter() {
    const { hits } = this.#box;
    if (!this.#view.isOpen) {
      this.settle();
      this.#host.submit();
    } else if (this.hit) {
      this.choose(this.hit);
    } else if (this.text && hits.length === 1 && !isAlike(hits[0])) {
      this.choose(hits[0]);
    }
  }

  #clear() {
    if (!this.#view.field.value) return false;
    this.touched = true;
    this.#forget();
    this.#write('');
    this.#view.say(this.#host.say('cleared'));
    this.#host.update();
    this.#host.tell('input');
    this.commit();
    return true;
  }

  commit() {
    if (this.#host.value() === this.#told) return;
    this.#keep();
    this.#host.tell('change');
  }
}
