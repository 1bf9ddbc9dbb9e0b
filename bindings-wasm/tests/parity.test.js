// Thousands of random questions, answered as Rust answered them, to the last byte.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { Engine, GongkaoError } from 'gongkao';

import { answerOfRust } from './cases.js';

const { engines, searches } = JSON.parse(answerOfRust('parity.json'));

/** Of the answer's JSON, or of what the error says. */
function digest(ask) {
  let answer;
  try {
    answer = ask();
  } catch (error) {
    if (!(error instanceof GongkaoError)) throw error;
    answer = { code: error.code, path: error.path };
  }
  return createHash('sha256').update(JSON.stringify(answer)).digest('hex').slice(0, 16);
}

test('every question about a form', () => {
  for (const { policy, asked } of engines) {
    const engine = new Engine({ policy });
    for (const question of asked) {
      const { form, library, day, answers } = question;
      const ours = [
        digest(() => engine.assess(form, library, day)),
        digest(() => engine.eligible(form, day)),
        digest(() => engine.when(form, library, day)),
        digest(() => engine.what(form, library, day)),
        digest(() => engine.record(form, library, day)),
        digest(() => engine.submit(form, library ?? { certificates: [] }, day, [])),
      ];
      assert.deepEqual(ours, answers, JSON.stringify(question));
    }
  }
});

test('every search', () => {
  const engine = new Engine();
  for (const [query, limit, answer] of searches) {
    assert.equal(digest(() => engine.search(query, limit)), answer, `${query}, ${limit}`);
  }
});
