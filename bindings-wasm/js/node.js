/** The entry for Node: the module is read from disk when the first engine is made, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { initSync } from '../pkg/gongkao.js';
import { Engine as Ready } from './engine.js';

export { initSync };
export { GongkaoError } from './error.js';

export class Engine extends Ready {
  constructor(options) {
    load();
    super(options);
  }
}

export async function init() {
  load();
}

let loaded = false;

function load() {
  if (loaded) return;
  initSync({ module: readFileSync(new URL('../pkg/gongkao_bg.wasm', import.meta.url)) });
  loaded = true;
}
