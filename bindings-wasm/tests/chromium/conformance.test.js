// Every conformance case in a browser, of both flavours: the modules that ask in Node ask in a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cases } from '../cases.js';
import { LEGACY, PACKAGE, open } from './page.js';

for (const [flavour, imports] of Object.entries({ package: PACKAGE, legacy: LEGACY })) {
  test(`every case has the same answer in a browser as in Rust: ${flavour}`, async () => {
    const page = await open(imports);
    const { count, wrong } = await page.evaluate(async () => {
      globalThis.process = { env: {} };
      for (const part of ['gongkao', 'gongkao/desk', 'gongkao/inspect']) await (await import(part)).init();
      const { answer, answerOfRust, cases } = await import('/bindings-wasm/tests/cases.js');
      const differs = (asked) => JSON.stringify(answer(asked)) !== answerOfRust(asked.file);
      return { count: cases.length, wrong: cases.filter(differs).map(({ file }) => file) };
    });
    assert.deepEqual(wrong, []);
    assert.equal(count, cases.length);
  });
}
