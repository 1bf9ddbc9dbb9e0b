// What the README shows, runs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example of the README runs', async (context) => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, block] = /```js\n(.*?)```/s.exec(text);
  // Inside the package, where its own name resolves, and beside the other files that are made.
  const file = new URL('../pkg/readme.mjs', import.meta.url);
  writeFileSync(file, block);
  const log = context.mock.method(console, 'log', () => {});
  await import(file);
  const said = log.mock.calls.map((call) => call.arguments.join(' ')).join('\n');
  assert.match(said, /播音员/);
  assert.match(said, /form\/missing/);
});
