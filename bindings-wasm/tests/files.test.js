// Bytes of files, in whatever they come.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { Engine } from 'gongkao';
import { Inspector, inspect, inspectHeader, stripMetadata } from 'gongkao/inspect';

import { initSync } from '../pkg/inspect.js';

const folder = new URL('../../core/tests/files/', import.meta.url);
const photo = new Uint8Array(readFileSync(new URL('photo.jpg', folder)));

test('any bytes will do', () => {
  const report = inspect(photo);
  assert.deepEqual(inspect(photo.buffer.slice(photo.byteOffset, photo.byteOffset + photo.length)), report);
  assert.deepEqual(inspect(Buffer.from(photo)), report);
  assert.equal(inspectHeader(photo.subarray(0, 4096)).whole, false);
});

test('pieces give the same, and a file is finished once', () => {
  const inspector = new Inspector({ name: 'a.jpg' });
  for (let at = 0; at < photo.length; at += 1000) inspector.feed(photo.subarray(at, at + 1000));
  assert.deepEqual(inspector.finish(), inspect(photo, { name: 'a.jpg' }));
  assert.throws(() => inspector.finish(), { name: 'GongkaoError' });
  assert.throws(() => inspector.feed(photo), { name: 'GongkaoError' });
});

test('metadata is stripped', () => {
  const placed = new Uint8Array(readFileSync(new URL('placed.jpg', folder)));
  assert.ok(inspect(placed).jpeg.identifies.length > 0);
  assert.equal(inspect(stripMetadata(placed)).jpeg.identifies, undefined);
  assert.equal(stripMetadata(new Uint8Array()), undefined);
});

test('what is no bytes or no name is refused', () => {
  for (const wrong of [undefined, null, 'text', 1, [1], {}, new Uint16Array(2), new Blob([])]) {
    for (const ask of [inspect, inspectHeader, stripMetadata]) assert.throws(() => ask(wrong), { code: 'malformed/uploads' });
  }
  assert.throws(() => inspect(photo, { name: 1 }), { code: 'malformed/uploads' });
  assert.throws(() => inspect(photo, { name: 'a', title: {} }), { code: 'malformed/uploads' });
  const wrong = [{ material: 'diploma', file: { kind: 'jpg' } }];
  assert.throws(() => new Engine().judgeUploads(wrong), { code: 'malformed/uploads', path: '[0].file.kind' });
});

test('half a gigabyte is refused by its length, and never copied', () => {
  const long = new Uint8Array(500 << 20);
  const report = inspect(long, { name: 'a.jpg' });
  assert.deepEqual([report.size, report.over.bound, report.whole], [long.length, 'bytes', false]);
  assert.equal(stripMetadata(long), undefined);
  assert.equal(inspectHeader(long).whole, false);
  const inspector = new Inspector();
  inspector.feed(long.subarray(0, 100 << 20));
  assert.equal(inspector.finish().over.bound, 'bytes');
  // The module is loaded, and this gives what it exports.
  const { memory } = initSync({});
  assert.ok(memory.buffer.byteLength < 100 << 20, `${memory.buffer.byteLength} bytes`);
});

test('bytes that were given away, or that say less or more of themselves than they are, are refused', () => {
  const given = new ArrayBuffer(8);
  structuredClone(given, { transfer: [given] });
  class Boastful extends Uint8Array {
    get length() {
      return 2 ** 40;
    }
  }
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const wrong of [given, new Boastful(8), new Proxy(new Uint8Array(8), {}), revoked.proxy, Object.create(Uint8Array.prototype)]) {
    for (const ask of [inspect, inspectHeader, stripMetadata]) assert.throws(() => ask(wrong), { code: 'malformed/uploads' });
    assert.throws(() => new Inspector().feed(wrong), { code: 'malformed/uploads' });
  }
  assert.equal(inspect(photo).kind, 'jpeg', 'and the module is whole');
});
