import type {
  Acknowledgement,
  Advice,
  ApplicationForm,
  CatalogueData,
  CertificateLibrary,
  DecisionRecord,
  Difference,
  Foresight,
  Hit,
  PolicySource,
  Report,
  Unit,
} from './types.js';

export type * from './types.js';

/** What an engine knows; Henan's 2022 round for what is left out, and no unit checked without units. */
export interface EngineOptions {
  catalogue?: CatalogueData | null;
  policy?: PolicySource | null;
  units?: readonly Unit[] | null;
}

/** One catalogue and one policy, asked about forms. In a browser, `await init()` first. */
export class Engine {
  constructor(options?: EngineOptions);
  /** The work types that what was typed may mean, the likeliest first; at most `limit`, 10 where it is not given. */
  search(query: string, limit?: number): Hit[];
  /** Everything there is to say about a form on a day, written `2022-03-07`. */
  assess(form: ApplicationForm, library: CertificateLibrary | null | undefined, day: string): Report;
  /** When the same facts pass, and until when. */
  when(form: ApplicationForm, library: CertificateLibrary | null | undefined, day: string): Foresight;
  /** What would meet the rules at the least cost. */
  what(form: ApplicationForm, library: CertificateLibrary | null | undefined, day: string): Advice;
  /** What a back end keeps of a decision: by which policy, on which facts, and how every rule came out. */
  record(form: ApplicationForm, library: CertificateLibrary | null | undefined, day: string): DecisionRecord;
  /** Makes a recorded decision again and says where the two part; nothing where they agree. */
  reproduce(
    record: DecisionRecord,
    form: ApplicationForm,
    library: CertificateLibrary | null | undefined,
  ): Difference[];
  /** What submitting the form answers. The library is needed, empty if it has no records. */
  submit(
    form: ApplicationForm,
    library: CertificateLibrary,
    day: string,
    acknowledged?: readonly Acknowledgement[],
  ): Report;
}

/** The caller broke the contract. What is wrong with an application is never thrown: it is a finding of its report. */
export class GongkaoError extends Error {
  constructor(message: string, code: string, path: string);
  /** A word for programs: `malformed/form`, `malformed/policy` … */
  readonly code: string;
  /** The place in the argument, as `current.level` or `work_types[3]`; empty for the whole. */
  readonly path: string;
}

/** Loads the module, once however often it is called; from the package's own file where no source is given. */
export function init(source?: URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module): Promise<void>;

/** Loads the module from bytes at hand. */
export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
