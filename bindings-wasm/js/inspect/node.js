/** The entry for Node: the module is read from disk when it is first needed, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { files } from './files.js';

export { GongkaoError } from '../error.js';
export { Inspector, inspect, inspectHeader, stripMetadata } from './files.js';

export const { initSync } = files;

files.readyBy(() => readFileSync(new URL('../../pkg/inspect_bg.wasm', import.meta.url)));

export async function init() {
  files.need();
}
