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

export function inspect(data, names) {
  files.need();
  return JSON.parse(nativeInspect(bytes(data, 'uploads'), ...named(names)));
}

export function inspectHeader(data, names) {
  files.need();
  return JSON.parse(nativeHeader(bytes(data, 'uploads'), ...named(names)));
}

export function stripMetadata(data) {
  files.need();
  return nativeStrip(bytes(data, 'uploads'));
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
    this.#open().feed(bytes(data, 'uploads'));
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
