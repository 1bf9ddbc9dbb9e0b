import { json, optional, text } from '../plain.js';

export class Application {
  #native;

  /** Made by a desk. */
  constructor(native) {
    this.#native = native;
  }

  get version() {
    return this.#native.version();
  }

  get state() {
    return JSON.parse(this.#native.state());
  }

  get events() {
    return JSON.parse(this.#native.events());
  }

  decide(command, facts) {
    return JSON.parse(this.#native.decide(json(command, 'command'), json(facts, 'facts')));
  }

  preview(command, facts) {
    return JSON.parse(this.#native.preview(json(command, 'command'), json(facts, 'facts')));
  }

  take(events, now) {
    this.#native.take(json(events, 'log'), text(now, 'facts'));
  }

  actions(facts) {
    return JSON.parse(this.#native.actions(json(facts, 'facts')));
  }

  progress(facts) {
    return JSON.parse(this.#native.progress(json(facts, 'facts')));
  }

  due(now) {
    return JSON.parse(this.#native.due(text(now, 'facts')));
  }

  challenge(facts) {
    return JSON.parse(this.#native.challenge(json(facts, 'facts')));
  }

  uploadLink(material, address, facts) {
    return JSON.parse(
      this.#native.upload_link(text(material, 'command'), text(address, 'page'), json(facts, 'facts')),
    );
  }

  page(page, now, options) {
    return JSON.parse(this.#native.page(text(page, 'page'), optional(options, 'page'), text(now, 'facts')));
  }

  comparePage(code) {
    return JSON.parse(this.#native.compare_page(text(code, 'page')));
  }
}
