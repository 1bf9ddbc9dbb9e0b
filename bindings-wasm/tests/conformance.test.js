// Every conformance case: what it expects, and the same answer as Rust's to the last byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answer, answerOfRust, cases } from './cases.js';

test('there are cases', () => assert.ok(cases.length > 0));

for (const asked of cases) {
  test(`${asked.file}: ${asked.name}`, () => {
    const answered = answer(asked);
    expect(asked.expect, answered);
    assert.equal(JSON.stringify(answered), answerOfRust(asked.file));
  });
}

function expect(expected, answered) {
  if (expected.error) {
    assert.deepEqual(answered, expected.error);
    return;
  }
  if (expected.names) {
    assert.deepEqual(answered.map((hit) => hit.name), expected.names);
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

function notes(findings) {
  return findings.filter(({ severity }) => severity === 'note').map(({ code }) => code);
}

function heavy(findings) {
  return findings.filter(({ severity }) => severity !== 'note').map(({ code, severity, path }) => ({ code, severity, path }));
}
