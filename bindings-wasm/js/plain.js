/** A plain value as the JSON of the contract. What JSON would drop or change without a word is refused with its path. */

import { GongkaoError } from './error.js';

/** As deep as the reader behind it goes; a value that contains itself ends here. */
const DEEPEST = 127;
/** Lists that share their parts multiply when written out; this many values are more than any register holds. */
const MOST_VALUES = 10_000_000;
/** A text beyond this is no form, list or query, and would fill the module's memory. */
const MOST_CHARACTERS = 2 ** 27;
/** How many bytes an array really has, whatever it says of itself. */
const { get: bytesOf } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength');
/** A value that contains itself has a path as long as the limit; its start says where. */
const SHOWN = 12;

/** By this a handle of the package's says what it holds, as JSON. */
export const WRITTEN = Symbol('written');

export function json(value, kind) {
  if (value === undefined) {
    throw refused('a value is needed here; for none, pass `null` where that is allowed', kind);
  }
  try {
    new Check(kind).value(value);
    return short(JSON.stringify(value), kind);
  } catch (error) {
    if (error instanceof GongkaoError) throw error;
    // A getter or a proxy of the caller's that throws.
    throw refused('it cannot be read', kind);
  }
}

export function optional(value, kind) {
  if (value === undefined || value === null) return undefined;
  return isHandle(value) ? value[WRITTEN]() : json(value, kind);
}

/** A proxy of the caller's may throw whatever it is asked. */
function isHandle(value) {
  try {
    return typeof value[WRITTEN] === 'function';
  } catch {
    return false;
  }
}

export function text(value, kind) {
  if (typeof value !== 'string') throw refused(`expected a text, found \`${name(value)}\``, kind);
  return short(value, kind);
}

function short(text, kind) {
  if (text.length > MOST_CHARACTERS) throw refused(`it has ${text.length} characters; more than ${MOST_CHARACTERS} are not read`, kind);
  return text;
}

/** The bytes of a file or buffer. */
export function bytes(value, kind) {
  try {
    if (value instanceof Uint8Array && value.length === bytesOf.call(value)) return value;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
  } catch {
    // A proxy of the caller's, or a buffer that was given away.
  }
  throw refused('expected the bytes of a file, a `Uint8Array` or `ArrayBuffer`', kind);
}

/** A whole number that 32 bits hold. */
export function count(value, kind, field) {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
  throw refused('expected a whole number, 0 or more', kind, [field]);
}

class Check {
  #kind;
  #path = [];
  #values = 0;

  constructor(kind) {
    this.#kind = kind;
  }

  value(value) {
    this.#values += 1;
    if (this.#values > MOST_VALUES) this.#refuse('there are more values in it than the library reads');
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return;
      case 'number':
        if (!Number.isFinite(value)) this.#refuse('the number is not finite');
        return;
      case 'object':
        if (value !== null) this.#inside(value);
        return;
      default:
        this.#refuse(`a \`${typeof value}\` has no place in the contract`);
    }
  }

  #inside(value) {
    if (this.#path.length >= DEEPEST) this.#refuse('it is nested too deeply, or contains itself');
    if (typeof value.toJSON === 'function' || !(Array.isArray(value) || plain(value))) {
      this.#refuse(`a \`${name(value)}\` has no place in the contract`);
    }
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) this.#below(at, value[at]);
      return;
    }
    for (const key of Object.keys(value)) {
      // Left out by JSON, as if it were not there: an answer not given.
      if (value[key] !== undefined) this.#below(key, value[key]);
    }
  }

  #below(step, value) {
    this.#path.push(step);
    this.value(value);
    this.#path.pop();
  }

  #refuse(message) {
    throw refused(message, this.#kind, this.#path);
  }
}

/** An object of another page or worker has another `Object.prototype`, above which there is nothing either. */
function plain(value) {
  const above = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
}

/** The name of a value's type, never the value. */
function name(value) {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  try {
    return value.constructor?.name ?? 'object';
  } catch {
    return 'object';
  }
}

function refused(message, kind, path = []) {
  const shown = path.slice(0, SHOWN).reduce(join, '').replace(/\d{7,}[xX]?/g, '*');
  return new GongkaoError(`${kind}${shown && `, at \`${shown}\``}: ${message}`, `malformed/${kind}`, shown);
}

function join(path, step) {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
