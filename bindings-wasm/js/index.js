/** The entry for browsers: `await init()` once, then make engines. */

import { load } from './module.js';

export { Application } from './application.js';
export { Desk, Tally } from './desk.js';
export { Engine } from './engine.js';
export { GongkaoError } from './error.js';
export { initSync } from './module.js';

/** The address stands here in full, where bundlers look for it. */
export function init(source = new URL('../pkg/gongkao_bg.wasm', import.meta.url)) {
  return load(source);
}
