/** The entry for browsers: `await init()` once, then make engines. */

import start from '../pkg/gongkao.js';

export { initSync } from '../pkg/gongkao.js';
export { Engine } from './engine.js';
export { GongkaoError } from './error.js';

let started;

export function init(source = new URL('../pkg/gongkao_bg.wasm', import.meta.url)) {
  started ??= start({ module_or_path: source }).then(
    () => undefined,
    (error) => {
      // A fetch that failed may be tried again.
      started = undefined;
      throw error;
    },
  );
  return started;
}
