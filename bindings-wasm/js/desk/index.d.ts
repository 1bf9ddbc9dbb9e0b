import type { EngineOptions } from '../index.js';
import type {
  ActionView,
  ApplicationEvent,
  ApplicationState,
  ChallengeAnswer,
  Command,
  Complaint,
  Decision,
  Due,
  Facts,
  Page,
  PageMatch,
  PageOptions,
  ProcedureSource,
  Progress,
  Replay,
  SmsAnswer,
  StatisticsRecord,
  StatisticsReport,
  Text,
  UploadLink,
  Verified,
} from '../types.js';

export { GongkaoError } from '../index.js';
export type { EngineOptions } from '../index.js';
export type * from '../types.js';

/** What a desk knows beside its engine; Henan's procedure of 2022 where none is given. */
export interface DeskOptions extends EngineOptions {
  procedure?: ProcedureSource | null;
}

/** An engine and a procedure, where applications are handled. Times are written `2022-03-18T09:00:00`, or with an offset. */
export class Desk {
  constructor(options?: DeskOptions);
  /** The procedure as data: states, stages and reasons by their labels, who may do what. */
  procedure(): ProcedureSource;
  /** What names of the contract are called, as `level/four` or `field/work_start`. */
  words(): Record<string, Text>;
  /** An application that has not begun. */
  application(): Application;
  /**
   * The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there. A log that was
   * tampered with is thrown with the fault as its code, as `log/altered`, and the event's place as its path, as `[3]`.
   */
  open(
    events: readonly ApplicationEvent[],
    now: string,
    options?: { snapshot?: ApplicationState | null; head?: string | null },
  ): Application;
  /** What a command leads to: events and the application after them, or a refusal that changes nothing. */
  decide(state: ApplicationState | null | undefined, command: Command, facts: Facts): Decision;
  /** The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there. */
  replay(
    events: readonly ApplicationEvent[],
    now: string,
    options?: { snapshot?: ApplicationState | null; head?: string | null },
  ): Replay;
  /** Every action: whether it may be done now, what stands in the way, what it asks for, until when. */
  actions(state: ApplicationState | null | undefined, facts: Facts): ActionView[];
  /** Where an application stands, for whoever asks. */
  progress(state: ApplicationState, facts: Facts): Progress;
  /** What is late with an application, or will be. */
  due(state: ApplicationState, now: string): Due[];
  /** A challenge before a ticket is printed, or the refusal to make one. */
  challenge(state: ApplicationState, facts: Facts): ChallengeAnswer;
  /** The live upload token of a material as a link and its QR code; the token follows the address as it stands. */
  uploadLink(state: ApplicationState, material: string, address: string, facts: Facts): UploadLink;
  /** A page of an application as one HTML text. */
  page(page: 'form' | 'ticket' | 'result', state: ApplicationState, now: string, options?: PageOptions | null): Page;
  /** What the text of a page's QR code says of the saved application. */
  comparePage(state: ApplicationState, code: string): PageMatch;
  /** Everything wrong with a password typed twice; empty where nothing is. */
  checkPassword(password: string, repeated: string): Complaint[];
  /** Whether another verification code may be sent to a number whose last one went out at `last`. */
  askForSms(mobile: string, last: string | null | undefined, now: string): SmsAnswer;
  /** What is wrong with name and number beside what real-name verification said; empty where nothing is. */
  checkRealName(name: string, identityNumber: string, verified: Verified | null | undefined): Complaint[];
  /** An empty accumulator for statistics, which measures ages up to `now`. */
  tally(now: string): Tally;
}

/**
 * One application at a desk, made by it: the events it holds and the state they lead to. A host that may write keeps the events of a
 * `decide` before it tells anybody. A page only previews, sends the command, and takes in what the server says has happened.
 */
export class Application {
  private constructor();
  /** How many events there were, which is what a command against this application names. */
  readonly version: number;
  /** As the events left it, a copy each time; `null` before the first. */
  readonly state: ApplicationState | null;
  /** The events it holds, a copy each time: all, or those after the snapshot it began with. */
  readonly events: ApplicationEvent[];
  /** What a command leads to; its events are taken in, and the answer does not repeat the state. A refusal changes nothing. */
  decide(command: Command, facts: Facts): Decision;
  /** What a command would lead to, with the state after it. Nothing is taken in. */
  preview(command: Command, facts: Facts): Decision;
  /** Takes in events that were decided elsewhere and follow those that are here; where one does not, none is, and it is thrown. */
  take(events: readonly ApplicationEvent[], now: string): void;
  /** Every action: whether it may be done now, what stands in the way, what it asks for, until when. */
  actions(facts: Facts): ActionView[];
  /** Where it stands, for whoever asks. Like every question below thrown before it has begun. */
  progress(facts: Facts): Progress;
  /** What is late with it, or will be. */
  due(now: string): Due[];
  /** A challenge before its ticket is printed, or the refusal to make one. */
  challenge(facts: Facts): ChallengeAnswer;
  /** The live upload token of a material as a link and its QR code; the token follows the address as it stands. */
  uploadLink(material: string, address: string, facts: Facts): UploadLink;
  /** A page of it as one HTML text. */
  page(page: 'form' | 'ticket' | 'result', now: string, options?: PageOptions | null): Page;
  /** What the text of a page's QR code says of it. */
  comparePage(code: string): PageMatch;
}

/** An accumulator for statistics, made by a desk: feed it lists of records, ask it for the counts. */
export class Tally {
  private constructor();
  /** Counts some more. */
  add(records: readonly StatisticsRecord[]): void;
  /** The counts so far. */
  report(): StatisticsReport;
}

/** Loads the module, once however often it is called; from the package's own file where no source is given. */
export function init(source?: URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module): Promise<void>;

/** Loads the module from bytes at hand. */
export function initSync(source: { module: BufferSource | WebAssembly.Module }): void;
