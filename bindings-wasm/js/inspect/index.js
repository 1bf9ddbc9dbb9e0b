/** The entry for browsers: `await init()` when the first file is chosen, then look. */

import { files } from './files.js';

export { GongkaoError } from '../error.js';
export { Inspector, inspect, inspectHeader, stripMetadata } from './files.js';

export const { initSync } = files;

/** The address stands here in full, where bundlers look for it. */
export function init(source = new URL('../../pkg/inspect_bg.wasm', import.meta.url)) {
  return files.load(source);
}
