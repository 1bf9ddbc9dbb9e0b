/** The entry for Node: the module is read from disk when the first engine is made, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { Desk as ReadyDesk } from './desk.js';
import { Engine as Ready } from './engine.js';
import { initSync, isReady } from './module.js';

export { initSync };
export { Application } from './application.js';
export { Tally } from './desk.js';
export { GongkaoError } from './error.js';

export class Engine extends Ready {
  constructor(options) {
    read();
    super(options);
  }
}

export class Desk extends ReadyDesk {
  constructor(options) {
    read();
    super(options);
  }
}

export async function init() {
  read();
}

function read() {
  if (!isReady()) initSync({ module: readFileSync(new URL('../pkg/gongkao_bg.wasm', import.meta.url)) });
}
