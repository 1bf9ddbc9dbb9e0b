/** The one WebAssembly module behind every engine, and whether it is there yet. */

import start, { initSync as startSync } from '../pkg/gongkao.js';

import { GongkaoError } from './error.js';

let starting;
let ready = false;
/** Makes the module ready at once, where that is possible. */
let fallback = () => {
  throw new GongkaoError('call `await init()` before the first engine is made', 'not-ready', '');
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
