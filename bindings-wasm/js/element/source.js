/** Where hits come from, and whether they do: an engine of the package for each catalogue, or what the page gives. */

import { Directory } from './directory.js';

const engines = new Map();
/** After this long without a module people write into a plain field; if it comes later, it is used all the same. */
const PATIENCE_MS = 8000;

export class Loader {
  /** What is asked; nothing while it loads, and where it failed. */
  directory = null;
  hasFailed = false;
  #does;
  #number = 0;

  /** What to do once it is ready, and once it failed or let people wait. */
  constructor(does) {
    this.#does = does;
  }

  get isLoading() {
    return !this.directory && !this.hasFailed;
  }

  /** Takes a source or a promise of one, without one the engine of a catalogue; of several calls the last one counts. */
  load(given, catalogue) {
    this.#number += 1;
    const number = this.#number;
    const still = (work) => (value) => number === this.#number && work(value);
    const failed = still(() => {
      this.hasFailed = true;
      this.directory = null;
      this.#does.failed();
    });
    const ready = still((source) => {
      this.directory = new Directory(source, failed);
      const again = this.hasFailed;
      this.hasFailed = false;
      this.#does.ready(again);
    });
    this.directory = null;
    const source = given ?? engineOf(catalogue);
    if (typeof source.search === 'function') {
      ready(source);
      return;
    }
    const late = setTimeout(failed, PATIENCE_MS);
    Promise.resolve(source).then(ready, failed).finally(() => clearTimeout(late));
  }
}

/** The engine of a catalogue's address, Henan's where it is empty. What failed is tried anew when asked again. */
function engineOf(address) {
  if (!engines.has(address)) {
    const engine = make(address);
    engines.set(address, engine);
    engine.catch(() => engines.delete(address));
  }
  return engines.get(address);
}

async function make(address) {
  const { Engine, init } = await import('../index.js');
  const [catalogue] = await Promise.all([address ? read(address) : null, init()]);
  return new Engine({ catalogue });
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}
