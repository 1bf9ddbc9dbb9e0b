/** The entry for browsers: `await init()` once, then make desks. */

import { handling } from './desk.js';

export { GongkaoError } from '../error.js';
export { Application } from './application.js';
export { Desk, Tally } from './desk.js';

export const { initSync } = handling;

/** The address stands here in full, where bundlers look for it. */
export function init(source = new URL('../../pkg/desk_bg.wasm', import.meta.url)) {
  return handling.load(source);
}
