// Thousands of random values through every door: what is refused is refused with a code, and nothing traps the module.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { Engine, GongkaoError } from 'gongkao';
import { Desk } from 'gongkao/desk';
import { Inspector, inspect, inspectHeader, stripMetadata } from 'gongkao/inspect';

import { cases } from './cases.js';

const CALLS = Number(process.env.GONGKAO_CALLS ?? 20_000);
const files = ['photo.jpg', 'thesis.docx', 'thesis.doc', 'page.pdf'].map((file) =>
  readFileSync(new URL(`../../core/tests/files/${file}`, import.meta.url)),
);

/** The same numbers every time (xorshift32). */
let state = 20_220_310;
function below(most) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % most;
}
const one = (list) => list[below(list.length)];

const cyclic = {};
cyclic.itself = cyclic;
const ODD = [
  undefined, null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, 1e300, NaN, -0, 7n, Symbol('x'), () => 1, '', '\ud800', '\udfff工', '\0', '工'.repeat(5000),
  'x'.repeat(1_000_000), '2022-02-30', '9999-12-31', '-1', 'four', 'ungraded', '410100', [], {}, [[]], [undefined], cyclic, new Date(NaN), new Map(),
  new Proxy({}, { get() { throw new TypeError('no'); }, ownKeys() { throw new TypeError('no'); } }),
  { get level() { throw new Error('no'); } }, { toJSON: () => cyclic }, Object.create(null), new Uint8Array(3), JSON.parse('{"__proto__":1}'),
];

const forms = cases.filter(({ form }) => form).map(({ form }) => form);
const libraries = cases.filter(({ library }) => library).map(({ library }) => library);
const commands = cases.flatMap(({ steps }) => steps ?? []).filter(({ command }) => command).map(({ command }) => command);
const policy = JSON.parse(readFileSync(new URL('../../core/data/generated/policies/henan-2022.json', import.meta.url), 'utf8'));
const facts = { now: '2022-03-18T09:00:00', version: 0, actor: { id: 'a', role: 'applicant' }, random: 'ab'.repeat(32) };

/** A value like this one, with something odd somewhere in it. */
function spoilt(value) {
  if (below(4) === 0 || value === null || typeof value !== 'object') return one(ODD);
  const keys = Object.keys(value);
  if (Array.isArray(value)) {
    if (keys.length === 0 || below(4) === 0) return [...value, one(ODD)];
    const at = below(keys.length);
    return value.with(at, spoilt(value[at]));
  }
  if (keys.length === 0 || below(6) === 0) return { ...value, [one(['level', '__proto__', 'constructor', '', '工'])]: one(ODD) };
  const key = one(keys);
  if (below(6) === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return { ...value, [key]: spoilt(value[key]) };
}

const maybe = (value) => (below(3) === 0 ? value : spoilt(value));
const day = () => (below(8) ? one(['2022-03-18', '2022-03-25', '1999-01-01', '2200-12-31']) : one(ODD));
function bytes() {
  if (below(5) === 0) return one(ODD);
  const file = new Uint8Array(one(files).subarray(0, below(2) ? undefined : below(4000)));
  for (let times = below(20); times > 0; times -= 1) file[below(file.length)] = below(256);
  return file;
}

const engine = new Engine();
const desk = new Desk();
const ASK = [
  () => engine.assess(maybe(one(forms)), maybe(one(libraries)), day()),
  () => engine.eligible(maybe(one(forms)), day()),
  () => engine.when(maybe(one(forms)), maybe(one(libraries)), day()),
  () => engine.what(maybe(one(forms)), maybe(one(libraries)), day()),
  () => engine.submit(maybe(one(forms)), maybe(one(libraries)), day(), maybe([{ digest: 'a' }])),
  () => engine.record(maybe(one(forms)), null, day()),
  () => engine.reproduce(maybe(engine.record(one(forms), null, '2022-03-18')), one(forms), null),
  () => engine.search(below(2) ? one(ODD) : 'boyinyuan'.slice(below(9)), below(2) ? one(ODD) : 5),
  () => engine.judgeTitle(one(ODD)),
  () => engine.judgeUploads(maybe([{ material: 'photo', file: inspectHeader(files[0]) }])),
  () => new Engine({ policy: maybe(policy) }),
  () => new Engine({ units: maybe([{ code: '1', name: '甲', parent: null }]) }),
  () => desk.decide(null, maybe(one(commands)), maybe(facts)),
  () => desk.actions(null, maybe(facts)),
  () => desk.replay(maybe([]), one(ODD)),
  () => desk.checkPassword(one(ODD), one(ODD)),
  () => desk.checkRealName(one(ODD), one(ODD), one(ODD)),
  () => desk.askForSms(one(ODD), one(ODD), one(ODD)),
  () => inspect(bytes(), { name: one(ODD), title: one(ODD) }),
  () => inspectHeader(bytes(), { name: one(ODD) }),
  () => stripMetadata(bytes()),
  () => {
    const inspector = new Inspector();
    inspector.expect(one(ODD));
    inspector.feed(bytes());
    inspector.finish();
  },
];

test(`${CALLS} random calls: refused with a code, or answered`, (context) => {
  const sound = JSON.stringify(engine.assess(forms[0], null, '2022-03-18'));
  let refused = 0;
  for (let call = 0; call < CALLS; call += 1) {
    const ask = ASK[call % ASK.length];
    try {
      ask();
    } catch (error) {
      if (!(error instanceof GongkaoError)) throw new Error(`call ${call}, ${ask}`, { cause: error });
      assert.match(error.code, /^[a-z]+\/[a-z]+$/, `call ${call}`);
      refused += 1;
    }
  }
  assert.equal(JSON.stringify(engine.assess(forms[0], null, '2022-03-18')), sound);
  context.diagnostic(`${refused} of ${CALLS} were refused`);
  assert.ok(refused > CALLS / 10 && refused < CALLS);
});
