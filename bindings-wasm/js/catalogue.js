import { NativeCatalogue } from '../pkg/gongkao.js';
import { needReady } from './module.js';
import { optional, text } from './plain.js';
import { SearchIndex } from './search.js';

export class Catalogue {
  #native;
  #index;

  constructor(data) {
    needReady();
    this.#native = data instanceof NativeCatalogue ? data : new NativeCatalogue(Catalogue.json(data));
  }

  static fromCsv(title, csv) {
    needReady();
    return new Catalogue(NativeCatalogue.from_csv(text(title, 'catalogue'), text(csv, 'catalogue')));
  }

  /** What stands for a catalogue, as JSON. */
  static json(given) {
    return given instanceof Catalogue ? given.#native.data() : optional(given, 'catalogue');
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
