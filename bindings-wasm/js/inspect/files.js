/** What both entries export: files looked into by the WebAssembly module for that. */

import start, {
  NativeInspector,
  initSync,
  inspect as nativeInspect,
  inspectHeader as nativeHeader,
  stripMetadata as nativeStrip,
} from '../../pkg/inspect.js';

import { GongkaoError } from '../error.js';
import { Module } from '../module.js';
import { bytes, text } from '../plain.js';

export const files = new Module(start, initSync, 'the first file is looked into');

/** So many bytes at a time are handed to the module, which forgets those of a file that is too long. */
const SLICE = 1 << 24;

export function inspect(data, names) {
  files.need();
  const all = bytes(data, 'uploads');
  const long = tooLong(all, names);
  return JSON.parse(long ? long.finish() : nativeInspect(all, ...named(names)));
}

/** What says so of a file that the module would not read to its end, and is not given. */
function tooLong(all, names) {
  if (all.length <= SLICE) return undefined;
  const native = new NativeInspector(...named(names));
  return native.expect(all.length) ? native.free() : native;
}

export function inspectHeader(data, names) {
  files.need();
  return JSON.parse(nativeHeader(bytes(data, 'uploads').subarray(0, SLICE), ...named(names)));
}

export function stripMetadata(data) {
  files.need();
  const all = bytes(data, 'uploads');
  return tooLong(all) ? undefined : nativeStrip(all);
}

export class Inspector {
  #native;

  constructor(names) {
    files.need();
    this.#native = new NativeInspector(...named(names));
  }

  expect(size) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new GongkaoError('uploads: expected the length of a file, a whole number of bytes', 'malformed/uploads', '');
    }
    return this.#open().expect(size);
  }

  feed(data) {
    const native = this.#open();
    const all = bytes(data, 'uploads');
    for (let at = 0; at < all.length; at += SLICE) native.feed(all.subarray(at, at + SLICE));
  }

  finish() {
    const native = this.#open();
    this.#native = undefined;
    return JSON.parse(native.finish());
  }

  #open() {
    if (this.#native === undefined) {
      throw new GongkaoError('the file was finished; begin the next with a new `Inspector`', 'malformed/uploads', '');
    }
    return this.#native;
  }
}

function named({ name, title } = {}) {
  return [name, title].map((value) => (value === undefined || value === null ? undefined : text(value, 'uploads')));
}
