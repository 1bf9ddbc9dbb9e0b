/** The entry for browsers: `await init()` once, then make engines. */

import { load } from './module.js';

export * from './all.js';

/** The address stands here in full, where bundlers look for it. */
export function init(source = new URL('../pkg/gongkao_bg.wasm', import.meta.url)) {
  return load(source);
}
