/** The entry for browsers: `await init()` once, then make engines. */

import { rules } from './rules.js';

export * from './all.js';
export const { initSync } = rules;

/** The address stands here in full, where bundlers look for it. */
export function init(source = new URL('../pkg/gongkao_bg.wasm', import.meta.url)) {
  return rules.load(source);
}
