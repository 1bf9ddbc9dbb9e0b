import { NativeCatalogue } from '../pkg/gongkao.js';
import { WRITTEN, optional, text } from './plain.js';
import { rules } from './rules.js';
import { SearchIndex } from './search.js';

export class Catalogue {
  #native;
  #index;

  constructor(data) {
    rules.need();
    this.#native = data instanceof NativeCatalogue ? data : new NativeCatalogue(optional(data, 'catalogue'));
  }

  static fromCsv(title, csv) {
    rules.need();
    return new Catalogue(NativeCatalogue.from_csv(text(title, 'catalogue'), text(csv, 'catalogue')));
  }

  [WRITTEN]() {
    return this.#native.data();
  }

  complaints() {
    return JSON.parse(this.#native.complaints());
  }

  data() {
    return JSON.parse(this.#native.data());
  }

  find(codeOrName) {
    return JSON.parse(this.#native.find(text(codeOrName, 'catalogue')));
  }

  relation(held, declared) {
    return JSON.parse(this.#native.relation(text(held, 'catalogue'), text(declared, 'catalogue')));
  }

  search(query, limit, options) {
    return this.index().search(query, limit, options);
  }

  index() {
    return (this.#index ??= new SearchIndex(this.#native.index()));
  }
}
