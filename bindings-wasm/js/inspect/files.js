/** What both entries export: files looked into by the second WebAssembly module. */

import start, {
  NativeInspector,
  initSync as startSync,
  inspect as nativeInspect,
  inspectHeader as nativeHeader,
  stripMetadata as nativeStrip,
} from '../../pkg/inspect.js';

import { GongkaoError } from '../error.js';
import { bytes, text } from '../plain.js';

let starting;
let ready = false;
/** Makes the module ready at once, where that is possible. */
let fallback = () => {
  throw new GongkaoError('call `await init()` before the first file is looked into', 'not-ready', '');
};

export function load(source) {
  starting ??= start({ module_or_path: source }).then(
    () => {
      ready = true;
    },
    (error) => {
      // A fetch that failed may be tried again.
      starting = undefined;
      throw error;
    },
  );
  return starting;
}

export function initSync({ module }) {
  startSync({ module });
  ready = true;
}

export function readyBy(make) {
  fallback = make;
}

export function needReady() {
  if (!ready) fallback();
}

export function inspect(data, names) {
  needReady();
  return JSON.parse(nativeInspect(bytes(data, 'uploads'), ...named(names)));
}

export function inspectHeader(data, names) {
  needReady();
  return JSON.parse(nativeHeader(bytes(data, 'uploads'), ...named(names)));
}

export function stripMetadata(data) {
  needReady();
  return nativeStrip(bytes(data, 'uploads'));
}

export class Inspector {
  #native;

  constructor(names) {
    needReady();
    this.#native = new NativeInspector(...named(names));
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
