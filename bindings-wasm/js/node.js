/** The entry for Node: the module is read from disk when it is first needed, and `init` has nothing left to do. */

import { readFileSync } from 'node:fs';

import { rules } from './rules.js';

export * from './all.js';
export const { initSync } = rules;

rules.readyBy(() => readFileSync(new URL('../pkg/gongkao_bg.wasm', import.meta.url)));

export async function init() {
  rules.need();
}
