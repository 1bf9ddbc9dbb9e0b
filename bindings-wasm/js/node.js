/** The entry for Node: the module is read from disk when it is first needed, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { initSync, needReady, readyBy } from './module.js';

export * from './all.js';

readyBy(() => initSync({ module: readFileSync(new URL('../pkg/gongkao_bg.wasm', import.meta.url)) }));

export async function init() {
  needReady();
}
