import type { FileReport } from '../types.js';
import type { FileNames } from './index.js';

export { GongkaoError } from '../index.js';
export type { FileNames } from './index.js';
export type * from '../types.js';

/** How a file is looked into. Its name is the file's own where none is given. */
export interface WorkerOptions extends FileNames {
  /** Ends the work at once; the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Told after every slice how many bytes of the file were read. */
  progress?: (read: { done: number; of: number }) => void;
}

/** What is in a file, found out in a worker. It is read in slices, and not at all where its length alone refuses it. */
export function inspectInWorker(file: Blob, options?: WorkerOptions): Promise<FileReport>;
