/** A WebAssembly module behind a part of the package, and whether it is there yet. */

import { GongkaoError } from './error.js';

export class Module {
  #start;
  #startSync;
  #starting;
  #ready = false;
  /** Makes the module ready at once, where that is possible. */
  #fallback;

  /** What the glue exports, and what is needed before what. */
  constructor(start, startSync, before) {
    this.#start = start;
    this.#startSync = startSync;
    this.#fallback = () => {
      throw new GongkaoError(`call \`await init()\` before ${before}`, 'not-ready', '');
    };
  }

  async load(source) {
    if (this.#ready) return;
    this.#starting ??= this.#start({ module_or_path: source });
    try {
      await this.#starting;
      this.#ready = true;
    } finally {
      // A fetch that failed may be tried again.
      this.#starting = undefined;
    }
  }

  initSync = ({ module }) => {
    if (!this.#ready) this.#startSync({ module });
    this.#ready = true;
  };

  readyBy(read) {
    this.#fallback = () => this.initSync({ module: read() });
  }

  need() {
    if (!this.#ready) this.#fallback();
  }
}
