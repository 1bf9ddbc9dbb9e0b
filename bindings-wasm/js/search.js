import { NativeIndex, filter_option as nativeFilter } from '../pkg/gongkao.js';
import { bytes, count, json, optional, text } from './plain.js';
import { rules } from './rules.js';

export class SearchIndex {
  #native;

  constructor(entries, { prefix = false } = {}) {
    rules.need();
    this.#native = entries instanceof NativeIndex ? entries : new NativeIndex(json(entries, 'index'), prefix);
  }

  static fromBytes(data) {
    rules.need();
    return new SearchIndex(NativeIndex.from_bytes(bytes(data, 'index')));
  }

  toBytes() {
    return this.#native.to_bytes();
  }

  get length() {
    return this.#native.length();
  }

  search(query, limit = 10, options) {
    return JSON.parse(
      this.#native.search(text(query, 'query'), count(limit, 'query', 'limit'), optional(options, 'query')),
    );
  }

  session(limit = 10, options) {
    return new SearchSession(this.#native.session(count(limit, 'query', 'limit'), optional(options, 'query')));
  }
}

export class SearchSession {
  #native;

  /** Made by an index. */
  constructor(native) {
    this.#native = native;
  }

  push(typed) {
    return JSON.parse(this.#native.push(text(typed, 'query')));
  }

  pop() {
    return JSON.parse(this.#native.pop());
  }

  set(typed) {
    return JSON.parse(this.#native.set(text(typed, 'query')));
  }

  get query() {
    return this.#native.query();
  }

  get isComplete() {
    return this.#native.is_complete();
  }
}

export function filterOption(query, option, options) {
  rules.need();
  return JSON.parse(nativeFilter(text(query, 'query'), text(option, 'query'), optional(options, 'query')));
}
