// Odd values are refused with code and path, and never trap the module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { Engine, GongkaoError } from 'gongkao';
import { Desk } from 'gongkao/desk';

const engine = new Engine();
const identity = '11010519491231002X';
const day = '2022-03-10';
const form = (fields) => ({ candidate: { name: '张三', identity_number: identity }, ...fields });

function refused(ask) {
  let thrown;
  try {
    ask();
  } catch (error) {
    thrown = error;
  }
  assert.ok(thrown instanceof GongkaoError && thrown instanceof Error, `thrown: ${thrown}`);
  assert.ok(thrown.stack.includes('GongkaoError'));
  // The engine is still whole.
  assert.equal(engine.assess(form(), null, day).day, day);
  return thrown;
}

const refusedForm = (value) => refused(() => engine.assess(value, null, day));

function containsItself() {
  const value = {};
  value.candidate = value;
  return value;
}

function nested(depth) {
  let value = [];
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

function shared(depth) {
  let value = [0];
  for (let at = 0; at < depth; at += 1) value = [value, value];
  return value;
}

const odd = {
  NaN: Number.NaN,
  infinity: Infinity,
  'a fraction': 2017.5,
  'a number too large': 1e300,
  'a number beyond 32 bits': 2 ** 31,
  BigInt: 2017n,
  symbol: Symbol('2017'),
  function: () => 2017,
  text: '2017',
  'a lone surrogate': '\ud800',
  boolean: true,
  Date: new Date(0),
  Map: new Map([[1, 2]]),
  Uint8Array: new Uint8Array(3),
  Promise: Promise.resolve(2017),
  'a boxed number': new Number(2017),
  'an object with toJSON': { toJSON: () => 2017 },
  'a throwing getter': {
    get year() {
      throw new TypeError(identity);
    },
  },
  'a throwing proxy': new Proxy(
    {},
    {
      ownKeys() {
        throw new TypeError(identity);
      },
    },
  ),
  'a hole': [, 1],
  'a deep list': nested(5000),
  'a value that contains itself': containsItself(),
};

for (const [name, value] of Object.entries(odd)) {
  test(`an odd year is refused: ${name}`, () => {
    const error = refusedForm(form({ current: { obtained_year: value } }));
    assert.equal(error.code, 'malformed/form');
    if (!name.startsWith('a throwing')) assert.match(error.path, /^current\.obtained_year/);
    assert.ok(!error.message.includes(identity));
  });
}

for (const value of [undefined, null, 1, 'text', [], Symbol('form'), 1n, containsItself(), nested(5000), new Map()]) {
  test(`what is no form is refused: ${typeof value}`, () => {
    assert.equal(refusedForm(value).code, 'malformed/form');
  });
}

test('lists that share their parts end', () => {
  assert.match(refusedForm(form({ current: { level: shared(60) } })).message, /more values/);
});

test('a field left undefined is an answer not given', () => {
  assert.deepEqual(engine.assess(form({ region: undefined }), undefined, day), engine.assess(form(), null, day));
});

test('an object of another realm or without a prototype is plain', () => {
  const other = vm.runInNewContext(`({ candidate: { name: '张三', identity_number: '${identity}' } })`);
  const bare = Object.assign(Object.create(null), form());
  for (const value of [other, bare]) assert.deepEqual(engine.assess(value, null, day), engine.assess(form(), null, day));
});

test('what is no day is refused', () => {
  for (const wrong of [undefined, null, 20220310, '2022-3-10', '', '\ud800', new Date()]) {
    assert.equal(refused(() => engine.assess(form(), null, wrong)).code, 'malformed/day');
  }
});

test('each argument has its code', () => {
  assert.equal(refused(() => engine.assess(form(), [], day)).code, 'malformed/library');
  const library = { certificates: [{ identity_number: identity, work_type: 'a', level: 4 }] };
  assert.equal(refused(() => engine.assess(form(), library, day)).path, 'certificates[0].level');
  const error = refused(() => engine.submit(form(), { certificates: [] }, day, [{ digest: 1 }]));
  assert.deepEqual([error.code, error.path], ['malformed/acknowledgements', '[0].digest']);
  assert.equal(refused(() => engine.submit(form(), null, day)).code, 'malformed/library');
  assert.equal(refused(() => new Engine({ catalogue: { title: 1 } })).code, 'malformed/catalogue');
  const twice = { code: 'a', name: 'a' };
  assert.equal(refused(() => new Engine({ units: [twice, twice] })).code, 'malformed/units');
  assert.equal(refused(() => new Engine({ policy: containsItself() })).code, 'malformed/policy');
});

test('no number of a person stands in an error', () => {
  const spoilt = [
    { candidate: { name: '张三', identity_number: Number(identity.slice(0, 17)) } },
    { candidate: { name: '张三', identity_number: identity, [identity]: 1 } },
    form({ declared_level: identity }),
    form({ [identity]: 1 }),
    form({ [identity]: () => 1 }),
    form({ unit_rank: { [identity]: identity } }),
  ];
  for (const value of spoilt) {
    const error = refusedForm(value);
    assert.ok(!`${error.stack} ${error.path}`.includes(identity.slice(0, 15)), error.stack);
  }
});

test('what is no query or limit is refused', () => {
  for (const wrong of [undefined, null, 1, {}]) {
    assert.equal(refused(() => engine.search(wrong)).code, 'malformed/query');
  }
  for (const wrong of [-1, 1.5, Number.NaN, Infinity, '10', 10n, null]) {
    assert.equal(refused(() => engine.search('byy', wrong)).path, 'limit');
  }
});

test('each argument of a desk has its code', () => {
  const desk = new Desk();
  const facts = { now: '2022-03-10T09:00:00', version: 0, actor: { id: 'a', role: 'applicant' } };
  const code = (ask) => {
    const error = refused(ask);
    assert.ok(!error.message.includes(identity), error.message);
    return [error.code, error.path];
  };
  assert.deepEqual(code(() => desk.decide({ format: identity }, 'withdraw', facts)), ['malformed/application', 'format']);
  assert.deepEqual(code(() => desk.decide(null, { upload: { material: 1 } }, facts)), ['malformed/command', 'upload.material']);
  assert.deepEqual(code(() => desk.decide(null, 'withdraw', { ...facts, now: '2022-03-10' })), ['malformed/facts', 'now']);
  assert.deepEqual(code(() => desk.decide(null, 'withdraw', { ...facts, secret: identity })), ['malformed/facts', 'secret']);
  assert.deepEqual(code(() => desk.replay([{ format: identity }], '2022-03-10T09:00:00')), ['malformed/log', '[0].format']);
  assert.deepEqual(code(() => desk.tally('2022-03-10T09:00:00').add([{ region: 1 }])), ['malformed/statistics', '[0].region']);
  assert.equal(refused(() => desk.checkPassword(1, 'x')).code, 'malformed/registration');
  assert.equal(refused(() => new Desk({ procedure: { procedure: 1 } })).code, 'malformed/procedure');
  const named = { start: { application: identity, candidate: form().candidate, region: '410100', level: 'one' } };
  assert.deepEqual(code(() => desk.decide(null, named, facts)), ['malformed/command', 'start.application']);
});

test('a desk says what states, stages and levels are called', () => {
  const procedure = new Desk().procedure();
  assert.ok(procedure.states.some(({ label }) => label.zh === '审核中'));
  assert.deepEqual(procedure.stages.map(({ name }) => name), ['unit', 'department', 'exam_office']);
  assert.match(new Desk({ procedure }).words()['level/three'].zh, /^三级/);
});

test('an application holds what it took in and refuses what does not follow', () => {
  const desk = new Desk();
  const now = '2022-03-10T09:00:00';
  const held = desk.application();
  const { candidate } = form();
  const verified = { name: candidate.name, identity_number: candidate.identity_number };
  const facts = { now, version: 0, actor: { id: 'a', role: 'applicant' }, verified };
  const start = { start: { application: 'a-1', candidate, region: '410100', level: 'three' } };
  assert.deepEqual([held.version, held.state, held.events], [0, null, []]);
  assert.equal(refused(() => held.progress(facts)).code, 'malformed/application');
  const foreseen = held.preview(start, facts);
  assert.equal(held.version, 0);
  const decided = held.decide(start, facts);
  assert.ok(!('state' in decided));
  assert.deepEqual([decided.events, held.state], [foreseen.events, foreseen.state]);
  held.state.level = 'one';
  assert.equal(held.state.level, 'three', 'a copy');

  const page = desk.application();
  page.take(held.events, now);
  assert.deepEqual(page.state, held.state);
  const saved = held.decide({ save: { ...held.state.form, region: '410100' } }, { ...facts, version: 1 }).events;
  const altered = [{ ...saved[0], to: 'closed' }];
  for (const [wrong, code] of [[held.events, 'log/order'], [[saved[0], saved[0]], 'log/order'], [altered, 'log/altered']]) {
    assert.equal(refused(() => page.take(wrong, now)).code, code);
    assert.equal(page.version, 1);
  }
  page.take(saved, now);
  const opened = desk.open(saved, now, { snapshot: desk.open(held.events.slice(0, 1), now).state });
  assert.deepEqual([opened.state, opened.events], [held.state, saved]);
  assert.deepEqual(page.state, held.state);
  const { code, path } = refused(() => desk.open(held.events.slice(1), now));
  assert.deepEqual([code, path], ['log/hole', '[0]']);
});

test('what changes while it is read is read as it then is, or refused', () => {
  const turning = (first, then) => {
    let asked = 0;
    return Object.defineProperty({}, 'obtained_year', { enumerable: true, get: () => ((asked += 1) > 2 ? then : first) });
  };
  for (const then of [2017n, containsItself(), 'text', 2 ** 40]) {
    assert.equal(refusedForm(form({ current: turning(2017, then) })).code, 'malformed/form');
  }
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const wrong of [revoked.proxy, form({ current: revoked.proxy }), form({ declared: { get level() { return this.level; } } })]) {
    assert.equal(refusedForm(wrong).code, 'malformed/form');
  }
});

test('a text that would fill the module is not handed to it', () => {
  const long = '工'.repeat(2 ** 27 + 1);
  assert.equal(refused(() => engine.search(long)).code, 'malformed/query');
  assert.equal(refused(() => engine.judgeTitle(long)).code, 'malformed/uploads');
  assert.equal(refusedForm(form({ region: long })).code, 'malformed/form');
});
