// The flavour for old browsers, in Node: as today's answers, from modules of the first WebAssembly.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { answerOfRust, cases } from './cases.js';

const read = (path) => readFile(new URL(`../legacy/${path}`, import.meta.url));
const load = async (part, module) => {
  const loaded = await import(`../legacy/js/${part}.js`);
  loaded.initSync({ module: await read(`pkg/${module}_bg.wasm`) });
  return loaded;
};

test('rules, desk and files answer', async () => {
  const { Engine } = await load('index', 'gongkao');
  const engine = new Engine();
  const asked = cases.filter(({ call, policy, catalogue, units, expect }) => call === 'assess' && !policy && !catalogue && !units && !expect.error);
  assert.ok(asked.length > 50, `${asked.length} cases`);
  for (const { file, form, library, day } of asked) {
    assert.equal(JSON.stringify(engine.assess(form, library, day)), answerOfRust(file), file);
  }
  const { Desk } = await load('desk/index', 'desk');
  assert.equal(new Desk().checkPassword('abc123456', 'abc123456').length, 1);
  const { inspect } = await load('inspect/index', 'inspect');
  assert.equal(inspect(new TextEncoder().encode('%PDF-1.7')).kind, 'pdf');
});
