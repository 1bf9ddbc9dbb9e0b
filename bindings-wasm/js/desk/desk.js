import start, { NativeDesk, initSync } from '../../pkg/desk.js';
import { Module } from '../module.js';
import { json, optional, text } from '../plain.js';
import { Application } from './application.js';

export const handling = new Module(start, initSync, 'the first desk is made');

const given = (value, kind) => (value === undefined || value === null ? undefined : text(value, kind));

export class Desk {
  #native;

  constructor({ catalogue, policy, units, procedure } = {}) {
    handling.need();
    this.#native = new NativeDesk(
      optional(catalogue, 'catalogue'),
      optional(policy, 'policy'),
      optional(units, 'units'),
      optional(procedure, 'procedure'),
    );
  }

  procedure() {
    return JSON.parse(this.#native.procedure());
  }

  words() {
    return JSON.parse(this.#native.words());
  }

  application() {
    return new Application(this.#native.application());
  }

  open(events, now, { snapshot, head } = {}) {
    return new Application(
      this.#native.open(optional(snapshot, 'application'), json(events, 'log'), given(head, 'log'), text(now, 'facts')),
    );
  }

  decide(state, command, facts) {
    return JSON.parse(
      this.#native.decide(optional(state, 'application'), json(command, 'command'), json(facts, 'facts')),
    );
  }

  replay(events, now, { snapshot, head } = {}) {
    return JSON.parse(
      this.#native.replay(optional(snapshot, 'application'), json(events, 'log'), given(head, 'log'), text(now, 'facts')),
    );
  }

  actions(state, facts) {
    return JSON.parse(this.#native.actions(optional(state, 'application'), json(facts, 'facts')));
  }

  progress(state, facts) {
    return JSON.parse(this.#native.progress(json(state, 'application'), json(facts, 'facts')));
  }

  due(state, now) {
    return JSON.parse(this.#native.due(json(state, 'application'), text(now, 'facts')));
  }

  challenge(state, facts) {
    return JSON.parse(this.#native.challenge(json(state, 'application'), json(facts, 'facts')));
  }

  uploadLink(state, material, address, facts) {
    return JSON.parse(
      this.#native.upload_link(
        json(state, 'application'),
        text(material, 'command'),
        text(address, 'page'),
        json(facts, 'facts'),
      ),
    );
  }

  page(page, state, now, options) {
    return JSON.parse(
      this.#native.page(text(page, 'page'), json(state, 'application'), optional(options, 'page'), text(now, 'facts')),
    );
  }

  comparePage(state, code) {
    return JSON.parse(this.#native.compare_page(json(state, 'application'), text(code, 'page')));
  }

  checkPassword(password, repeated) {
    return JSON.parse(this.#native.check_password(text(password, 'registration'), text(repeated, 'registration')));
  }

  askForSms(mobile, last, now) {
    return JSON.parse(this.#native.ask_for_sms(text(mobile, 'registration'), given(last, 'facts'), text(now, 'facts')));
  }

  checkRealName(name, identityNumber, verified) {
    return JSON.parse(
      this.#native.check_real_name(
        text(name, 'registration'),
        text(identityNumber, 'registration'),
        optional(verified, 'registration'),
      ),
    );
  }

  tally(now) {
    return new Tally(this.#native.tally(text(now, 'facts')));
  }
}

export class Tally {
  #native;

  /** Made by a desk. */
  constructor(native) {
    this.#native = native;
  }

  add(records) {
    this.#native.add(json(records, 'statistics'));
  }

  report() {
    return JSON.parse(this.#native.report());
  }
}
