/** The entry for Node: the module is read from disk when it is first needed, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { handling } from './desk.js';

export { GongkaoError } from '../error.js';
export { Application } from './application.js';
export { Desk, Tally } from './desk.js';

export const { initSync } = handling;

handling.readyBy(() => readFileSync(new URL('../../pkg/desk_bg.wasm', import.meta.url)));

export async function init() {
  handling.need();
}
