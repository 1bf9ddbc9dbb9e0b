// The entry for browsers, loaded as a page loads it, in Node.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { Engine, init } from '../js/index.js';

const module = new URL('../pkg/gongkao_bg.wasm', import.meta.url);

test('an engine before the module is loaded says what to do', () => {
  assert.throws(() => new Engine(), { name: 'GongkaoError', code: 'not-ready' });
});

test('a module that cannot be loaded may be loaded later, and once loaded it stays', async () => {
  await assert.rejects(init(new Uint8Array(8)));
  const bytes = await readFile(module);
  await init(bytes);
  await init();
  assert.equal(new Engine().assess({ candidate: { name: '张三', identity_number: '' } }, null, '2022-03-10').level, undefined);
});
