import type { FileReport } from '../types.js';

export { GongkaoError } from '../index.js';
export type * from '../types.js';

/** The name a file came under, and for a thesis the title it should be named after. */
export interface FileNames {
  name?: string | null;
  title?: string | null;
}

/** What is in a file; one that is too long is not read. In a browser, `await init()` first. */
export function inspect(bytes: Uint8Array | ArrayBuffer, names?: FileNames): FileReport;

/** What the beginning of a file says: some kilobytes, or 64 where a photo carries a small one of itself. */
export function inspectHeader(bytes: Uint8Array | ArrayBuffer, names?: FileNames): FileReport;

/** The same JPEG without what identifies a place or a person; nothing where it is no JPEG, or its headers break off. */
export function stripMetadata(jpeg: Uint8Array | ArrayBuffer): Uint8Array | undefined;

/** Reads one file as its bytes arrive, in a worker best. Forgetting it, or ending the worker, stops the work. */
export class Inspector {
  constructor(names?: FileNames);
  /** Told beforehand how long the file is: whether it is worth reading. If not, `finish` says why without a byte of it. */
  expect(size: number): boolean;
  /** Takes the next bytes. */
  feed(bytes: Uint8Array | ArrayBuffer): void;
  /** What is in the file, of which this was all. Only once. */
  finish(): FileReport;
}

/** Loads the module, once however often it is called; from the package's own file where no source is given. */
export function init(source?: URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module): Promise<void>;

/** Loads the module from bytes at hand. */
export function initSync(source: { module: BufferSource | WebAssembly.Module }): void;
