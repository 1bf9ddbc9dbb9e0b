// The entries for browsers, loaded as a page loads them, in Node.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import * as desk from '../js/desk/index.js';
import * as engine from '../js/index.js';
import * as inspect from '../js/inspect/index.js';

const parts = [
  ['gongkao', engine, () => new engine.Engine().search('byy')],
  ['desk', desk, () => new desk.Desk().checkPassword('', '')],
  ['inspect', inspect, () => inspect.inspect(new Uint8Array(8))],
];

for (const [name, part, use] of parts) {
  const read = () => readFile(new URL(`../pkg/${name}_bg.wasm`, import.meta.url));

  test(`${name}: what is used before the module is loaded says what to do`, () => {
    assert.throws(use, { name: 'GongkaoError', code: 'not-ready' });
  });

  test(`${name}: a module that cannot be loaded may be loaded later, and once loaded it stays`, async () => {
    await assert.rejects(part.init(new Uint8Array(8)));
    const bytes = await read();
    await Promise.all([part.init(bytes), part.init(bytes)]);
    await part.init();
    part.initSync({ module: bytes });
    use();
  });
}
