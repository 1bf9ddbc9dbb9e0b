/** The entry for Node: the module is read from disk when the first file is looked into, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { initSync, needReady, readyBy } from './files.js';

export { GongkaoError } from '../error.js';
export { Inspector, initSync, inspect, inspectHeader, stripMetadata } from './files.js';

readyBy(() => initSync({ module: readFileSync(new URL('../../pkg/inspect_bg.wasm', import.meta.url)) }));

export async function init() {
  needReady();
}
