import type { Hit } from '../types.js';

/** Whatever is searched: an `Engine`, a server's route, a list of units. Hits may come at once or later; the last letter's count. */
export interface Source {
  search(query: string, limit: number): readonly Hit[] | PromiseLike<readonly Hit[]>;
}

/** A source that answers at once. */
export interface ReadySource {
  search(query: string, limit: number): readonly Hit[];
}

/** What the element says, with the words in braces that it fills in. */
export interface ElementMessages {
  /** What is chosen, where no label says so: 工种. */
  label: string;
  placeholder: string;
  /** How it is used, for screen readers. */
  hint: string;
  /** The button that opens the list. */
  toggle: string;
  loading: string;
  /** `{count}` */
  count: string;
  /** `{count}` of more. */
  more: string;
  /** `{text}` */
  none: string;
  /** `{text}`, above hits that are only like it. */
  alike: string;
  /** `{name}` */
  chosen: string;
  cleared: string;
  /** `{label}` */
  required: string;
  /** `{text}` */
  unknown: string;
  /** Goes on from `unknown`. */
  did_you_mean: string;
  /** `{name}`, `{instead}` */
  merged: string;
  /** `{name}`, `{instead}` */
  cancelled: string;
  /** `{name}`, of an entry no longer in force that leads nowhere. */
  gone: string;
  /** `{name}`, `{what}`: `now_merged` or `now_cancelled`, of an entry that may stand all the same. */
  former: string;
  /** `{instead}` */
  now_merged: string;
  now_cancelled: string;
  /** Before an old name. */
  alias: string;
  /** `{label}`, where the search does not work. */
  plain: string;
  retry: string;
  /** Between names. */
  and: string;
}

/** What an event of the element tells. */
export interface Choice {
  /** The entry, nothing where the text names none. */
  hit: Hit | null;
  /** What stands in the field. */
  text: string;
}

export interface GongkaoWorkTypeElementEventMap extends Omit<HTMLElementEventMap, 'input' | 'change'> {
  /** The text or the choice changed. Silent while an input method composes. */
  input: CustomEvent<Choice>;
  /** The value changed and the applicant is done with it. */
  change: CustomEvent<Choice>;
}

/** `<gongkao-work-type>`: one entry of a list, found by pinyin or hanzi, as a field of a form. */
export class GongkaoWorkTypeElement extends HTMLElement {
  static readonly formAssociated: true;
  name: string;
  /** The attribute `value`, which a reset brings back. */
  defaultValue: string;
  /** The key of the entry; empty where the text names none. Where the search does not work, what was typed. */
  value: string;
  /** The entry. */
  readonly hit: Hit | null;
  required: boolean;
  disabled: boolean;
  readOnly: boolean;
  /** Whether merged and cancelled entries may stand, as in the field for the work type of a certificate. */
  former: boolean;
  placeholder: string;
  /** The address of a catalogue as JSON; Henan's where it is empty. */
  catalogue: string;
  /** What is searched instead of a catalogue, or a promise of it. */
  source: Source | PromiseLike<Source> | null;
  /** Texts that replace the element's own. */
  messages: Partial<ElementMessages>;
  /** Loads what is searched again. */
  retry(): void;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly type: string;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  addEventListener<K extends keyof GongkaoWorkTypeElementEventMap>(
    type: K,
    listener: (this: GongkaoWorkTypeElement, event: GongkaoWorkTypeElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof GongkaoWorkTypeElementEventMap>(
    type: K,
    listener: (this: GongkaoWorkTypeElement, event: GongkaoWorkTypeElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'gongkao-work-type': GongkaoWorkTypeElement;
  }
}

/** Defines the element, as the import does by itself; once, however often it is called. */
export function define(): void;

/** `filterOption` and `filterSort` for Ant Design's `Select`, whose options' values are the source's keys. */
export function antFilter(
  source: ReadySource,
  limit?: number,
): {
  filterOption(input: string, option?: { value?: unknown }): boolean;
  filterSort(one: { value?: unknown }, other: { value?: unknown }, info?: { searchValue: string }): number;
};

/** `filter-method` or `remote-method` for Element Plus's `el-select`: hands over the options for what was typed, the likeliest first. */
export function elementFilter(
  source: ReadySource,
  apply: (options: { value: string; label: string; hit: Hit }[]) => void,
  limit?: number,
): (query: string) => void;
