import type { JsonFault } from './messages.js';

/** Deeper than any request needs, and shallow enough for every recursive reader behind it. */
const MAX_DEPTH = 32;
/** Keeps the checking of one body well under the time other callers may be made to wait. */
const MAX_VALUES = 2_000;

export const JSON_LIMITS = { depth: MAX_DEPTH, values: MAX_VALUES };

/** The body is not JSON as this service takes it. */
export class StrictJsonError extends Error {
  override readonly name = 'StrictJsonError';
  constructor(readonly fault: JsonFault) {
    super(fault);
  }
}

/**
 * Reads a body as JSON (RFC 8259) and refuses what different readers understand differently: bytes that are not
 * UTF-8, a byte order mark, repeated keys, half surrogate pairs; what attacks readers: deep nesting, more than 2,000
 * values, keys named like members of every object, such as `__proto__` or `constructor`; and numbers that would be read
 * as another number than was sent. Time is linear in the length; limits are checked before anything is built.
 */
export const parseStrictJson = (bytes: Uint8Array): { readonly text: string; readonly value: unknown } => {
  if (bytes.length === 0) throw new StrictJsonError('EMPTY');
  const text = decode(bytes);
  new Scan(text).run();
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw new StrictJsonError('SYNTAX');
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decode = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new StrictJsonError('NOT_UTF8');
  }
};

/** The keys met so far in an open object; nothing for an open array. */
type Level = Set<string> | undefined;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_RECORD = 0x7b;
const CLOSE_RECORD = 0x7d;

/** One pass over the text. It checks limits and keys only; the grammar is left to `JSON.parse`. */
class Scan {
  private readonly open: Level[] = [];
  private level: Level;
  private atKey = false;
  private values = 0;
  private at = 0;
  private backslash: number;

  constructor(private readonly text: string) {
    this.backslash = this.backslashFrom(0);
  }

  run(): void {
    const { length } = this.text;
    for (; this.at < length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) this.string();
      else if (code >= MINUS && code <= NINE) this.number();
      else if (code >= COMMA) this.structure(code);
    }
  }

  private structure(code: number): void {
    switch (code) {
      case OPEN_RECORD:
        this.enter(new Set());
        break;
      case OPEN_LIST:
        this.enter(undefined);
        break;
      case CLOSE_RECORD:
      case CLOSE_LIST:
        this.open.pop();
        this.level = this.open.at(-1);
        this.atKey = false;
        break;
      case COMMA:
        this.count();
        this.atKey = this.level !== undefined;
        break;
      case COLON:
        this.atKey = false;
        break;
      default:
    }
  }

  private enter(level: Level): void {
    this.open.push(level);
    if (this.open.length > MAX_DEPTH) throw new StrictJsonError('TOO_DEEP');
    this.level = level;
    this.atKey = level !== undefined;
    this.count();
  }

  /** A container and each further entry of one: every value costs one of these. */
  private count(): void {
    this.values += 1;
    if (this.values > MAX_VALUES) throw new StrictJsonError('TOO_MANY_VALUES');
  }

  /** Passes over a string; hops from quote to quote unless a backslash lies between. */
  private string(): void {
    const start = this.at;
    if (this.backslash < start) this.backslash = this.backslashFrom(start);
    let end = this.text.indexOf('"', start + 1);
    const escaped = this.backslash < end;
    if (escaped) end = this.endOfEscaped(start + 1);
    if (end < 0) throw new StrictJsonError('SYNTAX');
    this.at = end;
    const content = escaped
      ? unescaped(this.text.slice(start, end + 1))
      : this.atKey && this.text.slice(start + 1, end);
    if (this.atKey && this.level) checkKey(String(content), this.level);
  }

  private number(): void {
    NUMBER.lastIndex = this.at;
    const token = NUMBER.exec(this.text)?.[0] ?? '';
    if (token.length > FITS_ANYWAY || /e/i.test(token)) checkNumber(token);
    this.at += Math.max(token.length - 1, 0);
  }

  private endOfEscaped(from: number): number {
    let at = from;
    while (at < this.text.length && this.text[at] !== '"') at += this.text[at] === '\\' ? 2 : 1;
    return at < this.text.length ? at : -1;
  }

  private backslashFrom(start: number): number {
    const found = this.text.indexOf('\\', start);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }
}

/** What a number may be made of; whether it is one is for the grammar. */
const NUMBER = /[-+.0-9eE]+/y;
/** So many digits a double holds exactly. */
const FITS_ANYWAY = 15;

const checkNumber = (token: string): void => {
  const value = Number(token);
  const whole = /^-?\d+$/.test(token);
  if (Math.abs(value) === Number.POSITIVE_INFINITY || (whole && !Number.isSafeInteger(value)))
    throw new StrictJsonError('NUMBER_RANGE');
};

const HALF_PAIR = /\p{Cs}/u;

const unescaped = (token: string): string => {
  let content: unknown;
  try {
    content = JSON.parse(token);
  } catch {
    throw new StrictJsonError('SYNTAX');
  }
  if (HALF_PAIR.test(String(content))) throw new StrictJsonError('LONE_SURROGATE');
  return String(content);
};

const checkKey = (key: string, seen: Set<string>): void => {
  if (key in Object.prototype) throw new StrictJsonError('RESERVED_KEY');
  if (seen.has(key)) throw new StrictJsonError('DUPLICATE_KEY');
  seen.add(key);
};
