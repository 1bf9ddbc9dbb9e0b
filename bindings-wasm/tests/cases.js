// The conformance cases, and the answers the Rust runner left for them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { Desk, Engine, GongkaoError } from 'gongkao';
import { inspect, inspectHeader } from 'gongkao/inspect';

const root = new URL('../../', import.meta.url);
const folder = new URL('core/tests/conformance/', root);
const answers = process.env.GONGKAO_ANSWERS
  ? new URL(`file://${process.env.GONGKAO_ANSWERS}/`)
  : new URL('target/conformance/', root);

export const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, ...read(new URL(file, folder)) }));

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The answer's text, which the Rust runner wrote without spaces. */
export function answerOfRust(file) {
  if (!existsSync(answers)) {
    throw new Error(`${answers.pathname} is missing: run \`cargo xtask test\`, whose Rust tests write it`);
  }
  return readFileSync(new URL(file, answers), 'utf8');
}

const engines = new Map();

function engineOf({ catalogue, policy, units }) {
  const key = JSON.stringify([catalogue, policy, units]);
  if (!engines.has(key)) {
    const named = { henan: () => undefined, reference: () => read(new URL('core/data/generated/reference.catalogue.json', root)) };
    const data = typeof catalogue === 'string' ? named[catalogue]() : catalogue;
    const rules = typeof policy === 'string' ? read(new URL(`core/data/generated/policies/${policy}.json`, root)) : policy;
    engines.set(key, new Engine({ catalogue: data, policy: rules, units }));
  }
  return engines.get(key);
}

function uploadOf({ material, file, name, title, cut, header }) {
  const bytes = readFileSync(new URL(`core/tests/files/${file}`, root)).subarray(0, cut);
  return { material, file: (header ? inspectHeader : inspect)(bytes, { name, title }) };
}

/** What the package answers; for an error its code and path, as the Rust runner notes them. */
export function answer(asked) {
  if (asked.call === 'walk') return walk(asked);
  const engine = engineOf(asked);
  const { call, form, library, day, query, limit } = asked;
  try {
    if (call === 'search') return engine.search(query, limit);
    if (call === 'when') return engine.when(form, library, day);
    if (call === 'what') return engine.what(form, library, day);
    if (call === 'inspect') return engine.judgeUploads(asked.uploads.map(uploadOf));
    if (call === 'title') return engine.judgeTitle(asked.title);
    if (call === 'record') {
      const record = engine.record(form, library, day);
      const differences = engine.reproduce(record, form, library);
      return { record, differences };
    }
    const report = engine.assess(form, library, day);
    if (call === 'assess') return report;
    const digests = report.findings.flatMap(({ digest }) => (digest === undefined ? [] : [{ digest }]));
    return engine.submit(form, library, day, asked.acknowledge ? digests : []);
  } catch (error) {
    if (!(error instanceof GongkaoError)) throw error;
    return { code: error.code, path: error.path };
  }
}

let desk;

/** The answer to every step of a walk; the steps are those of the Rust runner, in `core/tests/walk`. */
function walk(asked) {
  desk ??= new Desk();
  let state = null;
  const log = [];
  return asked.steps.map((step, number) => {
    let said;
    try {
      said = answerStep(asked, step, number, state, log);
    } catch (error) {
      if (!(error instanceof GongkaoError)) throw error;
      said = { code: error.code, path: error.path };
    }
    if (said.events?.length) {
      log.push(...said.events);
      state = said.state;
    }
    return said;
  });
}

function answerStep(asked, step, number, state, log) {
  if (step.password) return desk.checkPassword(...step.password);
  if (step.sms) return desk.askForSms(step.sms.mobile, step.sms.last, step.at);
  if (step.real_name) return desk.checkRealName(step.real_name.name, step.real_name.identity_number, step.real_name.verified);
  if (step.replay) {
    const events = log.filter((_, at) => at !== step.replay.drop);
    return desk.replay(events, step.at, { head: step.replay.head });
  }
  if (step.due) return desk.due(state, step.at);
  if (step.page) return desk.page(step.page, state, step.at, step.options);
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
  if (step.actions) return desk.actions(state, facts);
  if (step.progress) return desk.progress(state, facts);
  let { command } = step;
  if (command.submit === 'shown') {
    const { confirmations } = desk.actions(state, facts).find(({ action }) => action === 'submit');
    command = { submit: confirmations.map((digest) => ({ digest })) };
  } else if (command === 'print_ticket') {
    const { challenge, shown } = desk.challenge(state, facts).challenge;
    command = { print_ticket: { challenge, answer: shown } };
  } else if (command.upload_by_token?.token === 'live') {
    const upload = command.upload_by_token;
    const { token } = desk.uploadLink(state, upload.material, 'https://example.invalid/u/', facts);
    command = { upload_by_token: { ...upload, token } };
  }
  return desk.decide(state, command, facts);
}
