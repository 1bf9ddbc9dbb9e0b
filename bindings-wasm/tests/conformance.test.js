// Every conformance case: what it expects, and the same answer as Rust's to the last byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answer, answerOfRust, cases, handles } from './cases.js';

test('there are cases', () => assert.ok(cases.length > 0));

for (const asked of cases) {
  test(`${asked.file}: ${asked.name}`, () => {
    const answered = answer(asked);
    expect(asked.call, asked.expect, answered);
    assert.equal(JSON.stringify(answered), answerOfRust(asked.file));
  });
}

function expect(call, expected, answered) {
  if (expected.steps) {
    assert.deepEqual(answered.map(outcome), expected.steps);
    return;
  }
  if (expected.error) {
    assert.deepEqual(answered, expected.error);
    return;
  }
  if (handles[call]) {
    for (const [place, value] of Object.entries(expected.answer ?? {})) assert.deepEqual(at(answered, place), value, place);
    for (const said of expected.says ?? []) assert.ok(JSON.stringify(answered).includes(said), said);
    if (expected.names) assert.deepEqual(answered.hits.map((hit) => hit.name), expected.names);
    return;
  }
  if (answered.differences) {
    const { record, differences } = answered;
    assert.deepEqual(differences, []);
    assert.deepEqual([record.verdict, record.eligible], [expected.verdict, expected.eligible]);
    return;
  }
  if (expected.names) {
    assert.deepEqual(answered.map((hit) => hit.name), expected.names);
    return;
  }
  if (expected.answer) {
    for (const [field, value] of Object.entries(expected.answer)) assert.deepEqual(answered[field] ?? null, value, field);
    return;
  }
  if (expected.uploads) {
    const seen = answered.map(({ verdict, file, findings }) => ({ verdict, kind: file.kind, findings: heavy(findings), notes: notes(findings) }));
    assert.deepEqual(seen, expected.uploads.map((one) => ({ findings: [], notes: [], ...one })));
    return;
  }
  if (Array.isArray(answered)) {
    assert.deepEqual(notes(answered), expected.notes);
    return;
  }
  for (const field of ['verdict', 'eligible', 'needed']) {
    if (field in expected) assert.deepEqual(answered[field], expected[field]);
  }
  const said = notes(answered.findings);
  for (const code of expected.notes ?? []) assert.ok(said.includes(code), code);
  if (expected.findings) assert.deepEqual(heavy(answered.findings), expected.findings);
}

/** What stands at a place of an answer, as `/found/0/kind`, or in a field; `null` where it is left out. */
function at(answered, place) {
  const steps = place.startsWith('/') ? place.split('/').slice(1) : [place];
  return steps.reduce((inside, step) => inside?.[step] ?? null, answered);
}

function notes(findings) {
  return findings.filter(({ severity }) => severity === 'note').map(({ code }) => code);
}

function heavy(findings) {
  return findings.filter(({ severity }) => severity !== 'note').map(({ code, severity, path }) => ({ code, severity, path }));
}

/** What a step of a walk came to, in a word or two. */
function outcome(said) {
  if (Array.isArray(said)) return said.flatMap(({ code }) => (code === undefined ? [] : [code]));
  if (typeof said === 'string') return said;
  if (said.events?.length) {
    const [{ what }] = said.events;
    return [typeof what === 'string' ? what : Object.keys(what)[0], said.state.state];
  }
  const refused = said.refusal ?? said.fault ?? said.complaint;
  if (refused) return refused.code;
  if (said.path !== undefined) return said.code;
  return said.state?.state ?? said.state ?? '';
}
