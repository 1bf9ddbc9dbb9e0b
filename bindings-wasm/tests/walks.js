// Walks of the conformance cases: the steps are those of the Rust runner, in `core/tests/walk`.
import assert from 'node:assert/strict';

import { Desk, GongkaoError } from 'gongkao';

let desk;

/** The answer to every step; every question goes to the desk and to an application that holds the state. */
export function walk(asked) {
  desk ??= new Desk();
  let state = null;
  const log = [];
  const held = desk.application();
  return asked.steps.map((step, number) => {
    const said = attempt(() => answerStep(asked, step, number, state, log, held));
    if (said.events?.length) {
      log.push(...said.events);
      state = said.state;
      assert.deepEqual([held.state, held.events, held.version], [state, log, log.length]);
    }
    return said;
  });
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

function answerStep(asked, step, number, state, log, held) {
  if (step.password) return desk.checkPassword(...step.password);
  if (step.sms) return desk.askForSms(step.sms.mobile, step.sms.last, step.at);
  if (step.real_name) return desk.checkRealName(step.real_name.name, step.real_name.identity_number, step.real_name.verified);
  if (step.replay) {
    const events = log.filter((_, at) => at !== step.replay.drop);
    return replayed(events, step.at, step.replay.head);
  }
  if (step.due) return both(() => desk.due(state, step.at), () => held.due(step.at));
  if (step.page) {
    const { page, at, options } = step;
    return both(() => desk.page(page, state, at, options), () => held.page(page, at, options));
  }
  if (step.tally) {
    const tally = desk.tally(step.at);
    tally.add(step.tally);
    return tally.report();
  }
  const { verified, library, secret } = asked;
  const facts = {
    now: step.at,
    actor: asked.actors[step.by],
    version: step.version ?? state?.version ?? 0,
    verified,
    library,
    secret,
    random: number.toString(16).padStart(2, '0').repeat(32),
  };
  if (step.actions) return both(() => desk.actions(state, facts), () => held.actions(facts));
  if (step.progress) return both(() => desk.progress(state, facts), () => held.progress(facts));
  let { command } = step;
  if (command.submit === 'shown') {
    const { confirmations } = held.actions(facts).find(({ action }) => action === 'submit');
    command = { submit: confirmations.map((digest) => ({ digest })) };
  } else if (command === 'print_ticket') {
    const { challenge, shown } = both(() => desk.challenge(state, facts), () => held.challenge(facts)).challenge;
    command = { print_ticket: { challenge, answer: shown } };
  } else if (command.upload_by_token?.token === 'live') {
    const upload = command.upload_by_token;
    const where = [upload.material, 'https://example.invalid/u/'];
    const { token } = both(() => desk.uploadLink(state, ...where, facts), () => held.uploadLink(...where, facts));
    command = { upload_by_token: { ...upload, token } };
  }
  const decision = both(() => desk.decide(state, command, facts), () => held.preview(command, facts));
  const { state: after, ...rest } = decision;
  assert.deepEqual(attempt(() => held.decide(command, facts)), rest);
  return decision;
}

function replayed(events, now, head) {
  const replay = desk.replay(events, now, { head });
  const opened = attempt(() => desk.open(events, now, { head }));
  if (replay.fault) assert.deepEqual(opened, { code: replay.fault.code, path: `[${replay.fault.index}]` });
  else assert.deepEqual(opened.state, replay.state);
  return replay;
}
