// Walks of the conformance cases: the steps are those of the Rust runner, whose `core/tests/walk` says what there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { Application, Desk, GongkaoError } from 'gongkao/desk';

const ADDRESS = 'https://example.invalid/u/';
const sources = { policy: 'policies/henan-2022.json', procedure: 'henan.procedure.json' };
const henan = new Desk();

/** The answer to every step. */
export function walk(asked) {
  const underWay = new Walk(asked);
  return asked.steps.map((step) => underWay.step(step));
}

/** Every question goes to the desk and to an application that holds the state, and both must say the same. */
class Walk {
  state = null;
  log = [];
  desks = {};
  desk = henan;
  held = henan.application();
  number = 0;
  last = {};

  constructor(asked) {
    this.asked = asked;
  }

  step(step) {
    this.#sitDown(step);
    const said = attempt(() => this.#answer(step));
    const text = JSON.stringify(said);
    for (const part of step.says ?? []) assert.ok(text.includes(part), part);
    for (const part of step.never ?? []) assert.ok(!text.includes(part), part);
    this.number += 1;
    if (said.events?.length) {
      this.log.push(...said.events);
      this.state = said.state;
    }
    // What is refused leaves state and log as they were.
    assert.deepEqual([this.held.state, this.held.events, this.held.version], [this.state, this.log, this.log.length]);
    return said;
  }

  /** At the step's desk, with the application as its log gives it there. */
  #sitDown({ desk: name }) {
    if (name && !this.desks[name]) {
      const before = JSON.stringify(this.state?.procedure.digest ?? null);
      this.desks[name] = changed(JSON.parse(JSON.stringify(this.asked.desks[name]).replaceAll('"before"', before)));
    }
    const wanted = name ? this.desks[name] : henan;
    if (wanted === this.desk) return;
    this.desk = wanted;
    this.held = this.state ? wanted.open(this.log, this.state.last) : wanted.application();
  }

  #facts(step) {
    const { verified, library, secret, actors } = this.asked;
    const version = step.version ?? this.state?.version ?? 0;
    const random = this.number.toString(16).padStart(2, '0').repeat(32);
    const facts = { now: step.at, actor: actors[step.by], version, verified, library, secret, random };
    return merged(facts, step.facts ?? {});
  }

  #answer(step) {
    const { desk, held, state } = this;
    if (step.password) return desk.checkPassword(...step.password);
    if (step.sms) return desk.askForSms(step.sms.mobile, step.sms.last, step.at);
    if (step.real_name) return desk.checkRealName(step.real_name.name, step.real_name.identity_number, step.real_name.verified);
    if (step.replay) return this.#replayed(step.replay, step.at);
    if (step.due) return both(() => desk.due(state, step.at), () => held.due(step.at));
    if (step.page) {
      const { page, at, options } = step;
      return both(() => desk.page(page, state, at, options), () => held.page(page, at, options));
    }
    if (step.compare_page) {
      return both(() => desk.comparePage(state, step.compare_page), () => held.comparePage(step.compare_page));
    }
    if (step.tally) {
      const tally = desk.tally(step.at);
      tally.add(step.tally);
      return tally.report();
    }
    const facts = this.#facts(step);
    if (step.actions) return both(() => desk.actions(state, facts), () => held.actions(facts));
    if (step.progress) return both(() => desk.progress(state, facts), () => held.progress(facts));
    if (step.challenge) return both(() => desk.challenge(state, facts), () => held.challenge(facts));
    if (step.upload_link) return this.#link(step.upload_link, facts);
    const command = this.#command(step.command, facts);
    const decision = both(() => desk.decide(state, command, facts), () => held.preview(command, facts));
    const { state: after, ...rest } = decision;
    assert.deepEqual(attempt(() => held.decide(command, facts)), rest);
    return decision;
  }

  #link(material, facts) {
    const { desk, held, state } = this;
    return both(
      () => desk.uploadLink(state, material, ADDRESS, facts),
      () => held.uploadLink(material, ADDRESS, facts),
    );
  }

  /** The command with what only a running desk knows in the place of its words. */
  #command(command, facts) {
    if (command.submit === 'shown') {
      const { confirmations } = this.held.actions(facts).find(({ action }) => action === 'submit');
      return { submit: confirmations.map((digest) => ({ digest })) };
    }
    const solution = command === 'print_ticket' ? 'new' : command.print_ticket;
    if (solution === 'new' || solution === 'wrong') {
      const { challenge, shown } = this.held.challenge(facts).challenge;
      this.last.challenge = { challenge, answer: shown };
    }
    if (solution === 'new' || solution === 'last') return { print_ticket: this.last.challenge };
    if (solution === 'wrong') return { print_ticket: { ...this.last.challenge, answer: 'x' } };
    const upload = command.upload_by_token;
    if (upload?.token.startsWith('live')) {
      this.last.token = this.#link(upload.token.slice(5) || upload.material, facts).token;
    } else if (upload?.token !== 'last') {
      return command;
    }
    return { upload_by_token: { ...upload, token: this.last.token } };
  }

  /** What the desk says of the log as a step spoils it; what it finds at fault opens no application. */
  #replayed({ events = this.log, only, drop, twice, edit, change, head }, now) {
    let log = events.slice(0, only).filter((_, at) => at !== drop);
    if (twice !== undefined) log = log.toSpliced(twice, 0, log[twice]);
    if (edit !== undefined) log = log.with(edit, merged(log[edit], change));
    const replay = this.desk.replay(log, now, { head });
    const opened = attempt(() => this.desk.open(log, now, { head }));
    if (replay.fault) {
      assert.deepEqual(opened, { code: replay.fault.code, path: `[${replay.fault.index}]` });
    } else {
      assert.ok(opened instanceof Application);
      assert.deepEqual(opened.state, replay.state);
    }
    return replay;
  }
}

/** The answer; for an error its code and path, as the Rust runner notes them. */
function attempt(ask) {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof GongkaoError)) throw error;
    return { code: error.code, path: error.path };
  }
}

/** What both say; an error of both as one. */
function both(one, other) {
  const said = attempt(one);
  assert.deepEqual(attempt(other), said);
  return said;
}

/** RFC 7386: what is an object goes into what is there, `null` takes away, anything else takes its place. */
function merged(into, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = into !== null && typeof into === 'object' && !Array.isArray(into) ? { ...into } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

/** Henan's desk with a merge patch over its policy and procedure. */
function changed(changes) {
  const read = (path) => JSON.parse(readFileSync(new URL(`../../core/data/generated/${path}`, import.meta.url), 'utf8'));
  const given = Object.entries(changes).map(([name, patch]) => [name, merged(read(sources[name]), patch)]);
  return new Desk(Object.fromEntries(given));
}
