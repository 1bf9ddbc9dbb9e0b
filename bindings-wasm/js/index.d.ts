import type {
  Acknowledgement,
  Advice,
  ApplicationForm,
  CatalogueData,
  CertificateLibrary,
  DecisionRecord,
  Difference,
  FileUpload,
  Finding,
  Foresight,
  Hit,
  Outcome,
  PolicySource,
  Relation,
  Report,
  RowError,
  SearchEntry,
  SearchOptions,
  Span,
  Unit,
  UploadReport,
  WorkType,
} from './types.js';

export type * from './types.js';

/** What an engine knows; Henan's 2022 round for what is left out, and no unit checked without units. */
export interface EngineOptions {
  catalogue?: Catalogue | CatalogueData | null;
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
  /** Whether the rules of eligibility are met, in a word: the report's `eligible` without the report, several times as quick. */
  eligible(form: ApplicationForm, day: string): Outcome;
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
  /** What there is to say about files sent for materials, each with what `gongkao/inspect` says is in it. */
  judgeUploads(uploads: readonly FileUpload[]): UploadReport[];
  /** What there is to say about a thesis title as it is typed. */
  judgeTitle(title: string): Finding[];
}

/** A catalogue of work types. */
export class Catalogue {
  /** Of what is given as data; the work types confirmed for Henan where nothing is. */
  constructor(data?: CatalogueData | null);
  /** Of the text of a CSV file. Good rows are kept; `complaints` names every other. */
  static fromCsv(title: string, csv: string): Catalogue;
  /** The rows of the CSV file that were left out, each with its line, the column at fault and what to do. */
  complaints(): RowError[];
  /** The catalogue as data. */
  data(): CatalogueData;
  /** The work type of a code or name. */
  find(codeOrName: string): WorkType | null;
  /** How a declared work type relates to the one held; `null` where the catalogue does not know one of them. */
  relation(held: string, declared: string): Relation | null;
  /** The work types that what was typed may mean, the likeliest first; at most `limit`, 10 where it is not given. */
  search(query: string, limit?: number, options?: SearchOptions | null): Hit[];
  /** The index behind `search`, for a session or to be stored. */
  index(): SearchIndex;
}

/** A list that can be searched by hanzi and pinyin as it is typed: units, cities, work types. */
export class SearchIndex {
  /** Of a list, each entry with a key of its own; with `prefix` one that finds only what starts a name, at less than half the size. */
  constructor(entries: readonly SearchEntry[], options?: { prefix?: boolean });
  /** Of the bytes that `toBytes` gave out. Bytes that are damaged, or of another format, are refused. */
  static fromBytes(data: Uint8Array | ArrayBuffer): SearchIndex;
  /** The index as bytes, to be stored or sent. */
  toBytes(): Uint8Array;
  /** How many entries the list has. */
  readonly length: number;
  /** What may be meant by what was typed, the likeliest first; at most `limit`, 10 where it is not given. */
  search(query: string, limit?: number, options?: SearchOptions | null): Hit[];
  /** A search that follows what is being typed. */
  session(limit?: number, options?: SearchOptions | null): SearchSession;
}

/** A search that follows what is being typed, made by an index. What was found for shorter queries is kept. */
export class SearchSession {
  private constructor();
  /** Types more; the hits. */
  push(typed: string): Hit[];
  /** Takes back the last character typed; the hits. */
  pop(): Hit[];
  /** Takes what an input field now holds; the hits. */
  set(typed: string): Hit[];
  /** What has been typed. */
  readonly query: string;
  /** Whether the hits are all there are, as far as looser ways of matching were followed. */
  readonly isComplete: boolean;
}

/**
 * The pieces of an option's text that match what was typed, to be highlighted; `null` where it does not match. For components
 * that filter their options one by one.
 */
export function filterOption(query: string, text: string, options?: SearchOptions | null): Span[] | null;

/** The caller broke the contract. What is wrong with an application is never thrown: it is a finding of its report. */
export class GongkaoError extends Error {
  constructor(message: string, code: string, path: string);
  /** A word for programs: `malformed/form`, `malformed/policy` …, and for a log that was tampered with its fault, as `log/altered`. */
  readonly code: string;
  /** The place in the argument, as `current.level` or `work_types[3]`; empty for the whole. */
  readonly path: string;
}

/** Loads the module, once however often it is called; from the package's own file where no source is given. */
export function init(source?: URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module): Promise<void>;

/** Loads the module from bytes at hand. */
export function initSync(source: { module: BufferSource | WebAssembly.Module }): void;
