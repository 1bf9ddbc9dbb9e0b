import { NativeEngine } from '../pkg/gongkao.js';
import { count, json, optional, text } from './plain.js';
import { rules } from './rules.js';

export class Engine {
  #native;

  constructor({ catalogue, policy, units } = {}) {
    rules.need();
    this.#native = new NativeEngine(
      optional(catalogue, 'catalogue'),
      optional(policy, 'policy'),
      optional(units, 'units'),
    );
  }

  search(query, limit = 10) {
    return JSON.parse(this.#native.search(text(query, 'query'), count(limit, 'query', 'limit')));
  }

  assess(form, library, day) {
    return JSON.parse(this.#native.assess(json(form, 'form'), optional(library, 'library'), text(day, 'day')));
  }

  eligible(form, day) {
    return JSON.parse(this.#native.eligible(json(form, 'form'), text(day, 'day')));
  }

  when(form, library, day) {
    return JSON.parse(this.#native.when(json(form, 'form'), optional(library, 'library'), text(day, 'day')));
  }

  what(form, library, day) {
    return JSON.parse(this.#native.what(json(form, 'form'), optional(library, 'library'), text(day, 'day')));
  }

  record(form, library, day) {
    return JSON.parse(this.#native.record(json(form, 'form'), optional(library, 'library'), text(day, 'day')));
  }

  reproduce(record, form, library) {
    return JSON.parse(this.#native.reproduce(json(record, 'record'), json(form, 'form'), optional(library, 'library')));
  }

  submit(form, library, day, acknowledged = []) {
    return JSON.parse(
      this.#native.submit(
        json(form, 'form'),
        optional(library, 'library'),
        text(day, 'day'),
        json(acknowledged, 'acknowledgements'),
      ),
    );
  }

  judgeUploads(uploads) {
    return JSON.parse(this.#native.judgeUploads(json(uploads, 'uploads')));
  }

  judgeTitle(title) {
    return JSON.parse(this.#native.judgeTitle(text(title, 'uploads')));
  }
}
