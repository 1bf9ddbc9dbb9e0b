// Run where nothing but the package is installed.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Engine } from 'gongkao';
import { elementFilter } from 'gongkao/element';
import { inspect } from 'gongkao/inspect';

const report = new Engine().assess(
  { candidate: { name: '张三', identity_number: '11010519491231002X' }, declared: { level: 'four' } },
  null,
  '2022-03-10',
);
assert.equal(report.policy.id, 'henan-2022');
assert.ok(report.findings.length > 0, 'an empty form has something to say');
assert.ok(existsSync(fileURLToPath(import.meta.resolve('gongkao/gongkao.wasm'))));
assert.equal(inspect(new TextEncoder().encode('%PDF-1.7')).kind, 'pdf');
assert.ok(existsSync(fileURLToPath(import.meta.resolve('gongkao/inspect.wasm'))));
elementFilter(new Engine(), ([{ label }]) => assert.equal(label, '播音员'))('byy');
assert.ok(existsSync(fileURLToPath(import.meta.resolve('gongkao/element'))));
