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
 * values, keys named like members of every object, such as `__proto__` or `constructor`. Time is linear in the
 * length; limits are checked before anything is built.
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

/** The keys met so far in an open object and whether the next string is one; nothing for an open array. */
type Level = { readonly keys: Set<string>; atKey: boolean } | undefined;

/** One pass over the text. It checks limits and keys only; the grammar is left to `JSON.parse`. */
class Scan {
  private readonly open: Level[] = [];
  private values = 0;
  private at = 0;

  constructor(private readonly text: string) {}

  run(): void {
    for (this.at = 0; this.at < this.text.length; this.at += 1) this.step(this.text[this.at] ?? '');
  }

  private step(character: string): void {
    const level = this.open.at(-1);
    switch (character) {
      case '{':
        this.enter({ keys: new Set(), atKey: true });
        break;
      case '[':
        this.enter(undefined);
        break;
      case '}':
      case ']':
        this.open.pop();
        break;
      case ',':
        this.count();
        if (level) level.atKey = true;
        break;
      case ':':
        if (level) level.atKey = false;
        break;
      case '"':
        this.string(level);
        break;
      default:
    }
  }

  private enter(level: Level): void {
    this.open.push(level);
    if (this.open.length > MAX_DEPTH) throw new StrictJsonError('TOO_DEEP');
    this.count();
  }

  /** A container and each further entry of one: every value costs one of these. */
  private count(): void {
    this.values += 1;
    if (this.values > MAX_VALUES) throw new StrictJsonError('TOO_MANY_VALUES');
  }

  private string(level: Level): void {
    const start = this.at;
    let escaped = false;
    for (this.at += 1; this.at < this.text.length && this.text[this.at] !== '"'; this.at += 1) {
      if (this.text[this.at] !== '\\') continue;
      escaped = true;
      this.at += 1;
    }
    const token = this.text.slice(start, this.at + 1);
    const content = escaped ? unescaped(token) : token.slice(1, -1);
    if (level?.atKey === true) checkKey(content, level.keys);
  }
}

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
