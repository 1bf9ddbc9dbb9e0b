/** Files looked into in a worker, so that whoever types meanwhile notices nothing. */

import { GongkaoError } from '../error.js';
import { text } from '../plain.js';

/** Old browsers have no reasons. */
const reasonOf = (signal) => signal.reason ?? new DOMException('nobody waits for it any more', 'AbortError');

/** The worker that has nothing to do; it keeps its module. */
let idle;

export function inspectInWorker(file, { name = file?.name, title, signal, progress } = {}) {
  return new Promise((resolve, reject) => {
    if (!(file instanceof Blob)) {
      throw new GongkaoError('uploads: expected a file, a `File` or `Blob`', 'malformed/uploads', '');
    }
    for (const value of [name, title]) if (value !== undefined && value !== null) text(value, 'uploads');
    if (signal?.aborted) throw reasonOf(signal);

    const worker = idle ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    idle = undefined;
    const done = (settle, value, keep) => {
      signal?.removeEventListener('abort', stop);
      worker.onmessage = worker.onerror = null;
      if (keep && idle === undefined) idle = worker;
      else worker.terminate();
      settle(value);
    };
    // Ending the worker ends the work, in whatever loop it is.
    const stop = () => done(reject, reasonOf(signal), false);
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data: { report, read, failed } }) => {
      if (report) done(resolve, report, true);
      else if (failed) done(reject, failed.code === undefined ? new Error(failed.message) : new GongkaoError(failed.message, failed.code, failed.path), false);
      else progress?.(read);
    };
    worker.onerror = () => done(reject, new Error('the worker of `gongkao/inspect` cannot be started'), false);
    worker.postMessage({ file, names: { name, title } });
  });
}
