import { must, type Instant } from '#kernel';
import type { Unhashed } from '#contract/event-store';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { fromUtf8 } from '../notes/encoding.js';

const FORMAT = 0x01;
const LENGTH_BYTES = 4;
/** Nine short ones, then the body and the meta. */
const HEAD_FIELDS = 9;
const [BODY, META] = [10, 11];
const FIELDS = META;
const [LEDGER, POSITION, STREAM, VERSION, EVENT_ID, TYPE, SCHEMA_VERSION, OCCURRED_AT, RECORDED_AT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;
const NAMES = [STREAM, EVENT_ID, TYPE];
const ZERO_DIGIT = 0x30;
/** As many as the largest number has that can be counted exactly. */
const MOST_DIGITS = 16;

/** A leaf among other bytes. */
interface Bounded {
  readonly bytes: Uint8Array;
  /** Where each field begins, with its length, and where the last one ends. */
  readonly bounds: readonly number[];
}

/** A number of four bytes, the highest first. */
export const u32At = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

export const setU32 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
};

/** Bytes after their number. */
export const field = (bytes: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(LENGTH_BYTES + bytes.length);
  setU32(whole, 0, bytes.length);
  whole.set(bytes, LENGTH_BYTES);
  return whole;
};

/** Where a leaf begins and where each of its fields ends; the next begins with its length. Nothing for no leaf. */
const boundsIn = (bytes: Uint8Array, start: number, leafEnd: number): readonly number[] | undefined => {
  // As many from the start: a list that grows is copied on the way.
  const bounds = [start + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let end = start + 1;
  for (let number = 1; number <= FIELDS; number += 1) {
    if (end + LENGTH_BYTES > leafEnd) return undefined;
    end += LENGTH_BYTES + u32At(bytes, end);
    bounds[number] = end;
  }
  return bytes[start] === FORMAT && end === leafEnd ? bounds : undefined;
};

const textAt = (bytes: Uint8Array, bounds: readonly number[], number: number): string | undefined =>
  fromUtf8(bytes.subarray((bounds[number] ?? 0) + LENGTH_BYTES, bounds[number + 1] ?? 0));

/**
 * The same of a field that mostly says what another one does: it is then that very text, and whoever compares the two
 * compares one with itself.
 */
const textLike = (
  like: string | undefined,
  { bytes, bounds }: Bounded,
  number: number,
): string | undefined => {
  const start = (bounds[number] ?? 0) + LENGTH_BYTES;
  if (like === undefined || like.length !== (bounds[number + 1] ?? 0) - start)
    return textAt(bytes, bounds, number);
  for (let index = 0; index < like.length; index += 1)
    if (bytes[start + index] !== like.charCodeAt(index)) return textAt(bytes, bounds, number);
  return like;
};

/** A whole number as `countIn` reads it, from its digits; not a number for anything else. */
const countAt = (bytes: Uint8Array, bounds: readonly number[], number: number): number => {
  const start = (bounds[number] ?? 0) + LENGTH_BYTES;
  const end = bounds[number + 1] ?? 0;
  if (end === start || end - start > MOST_DIGITS || (bytes[start] === ZERO_DIGIT && end - start > 1))
    return Number.NaN;
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO_DIGIT;
    if (digit < 0 || digit > 9) return Number.NaN;
    count = 10 * count + digit;
  }
  return Number.isSafeInteger(count) ? count : Number.NaN;
};

/** Stream, id and type, read at one stroke where they are ASCII, as they are; nothing for what is no text. */
const namesIn = (bytes: Uint8Array, bounds: readonly number[]): readonly string[] | undefined => {
  const start = bounds[STREAM] ?? 0;
  const end = bounds[TYPE + 1] ?? 0;
  const all = fromUtf8(bytes.subarray(start, end));
  const isAscii = all?.length === end - start;
  const texts: string[] = [];
  for (const number of NAMES) {
    const [from, to] = [(bounds[number] ?? 0) + LENGTH_BYTES - start, (bounds[number + 1] ?? 0) - start];
    const text = isAscii ? all.slice(from, to) : textAt(bytes, bounds, number);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
};

/** Types as those who decide write them, which engines compare without reading. */
const KNOWN_TYPES: ReadonlyMap<string, string> = new Map(
  Object.keys(LEDGER_EVENTS).map((type) => [type, type]),
);

/** Whether bytes are UTF-8. A port, as a platform may tell much faster than by reading them. */
export type IsText = (bytes: Uint8Array) => boolean;

/** How a leaf is read. */
interface Reading {
  /** Without it whether body and meta are text shows when they are read. */
  readonly isText?: IsText | undefined;
  /** The event before, which mostly is of the same ledger and moment. */
  readonly before?: LeafEvent | undefined;
}

/**
 * An event as the bytes that were hashed, where they lie among others. Body and meta are cut out and become text once
 * asked for, as most are only compared.
 */
export class LeafEvent implements Unhashed {
  readonly position: number;
  readonly version: number;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly recordedAt: Instant;
  readonly occurredAt: Instant;
  private bodyCut: Uint8Array | undefined;
  private metaCut: Uint8Array | undefined;
  private bodyText: string | undefined;
  private metaText: string | undefined;

  private constructor(
    private readonly at: Bounded,
    readonly ledger: string,
    [stream = '', eventId = '', type = '', recordedAt = '', occurredAt = '']: readonly string[],
  ) {
    const { bytes, bounds } = at;
    this.position = countAt(bytes, bounds, POSITION);
    this.version = countAt(bytes, bounds, VERSION);
    this.schemaVersion = countAt(bytes, bounds, SCHEMA_VERSION);
    this.stream = stream;
    this.eventId = eventId;
    this.type = KNOWN_TYPES.get(type) ?? type;
    this.recordedAt = recordedAt as Instant;
    this.occurredAt = occurredAt as Instant;
  }

  /** Reads the leaf that lies from one place to another; nothing for bytes that are none. */
  static in(
    bytes: Uint8Array,
    [start, end]: readonly [number, number],
    { isText, before }: Reading = {},
  ): LeafEvent | undefined {
    const bounds = boundsIn(bytes, start, end);
    if (bounds === undefined) return undefined;
    const at = { bytes, bounds };
    const ledger = textLike(before?.ledger, at, LEDGER);
    const names = namesIn(bytes, bounds);
    const recordedAt = textLike(before?.recordedAt, at, RECORDED_AT);
    const occurredAt = textLike(recordedAt, at, OCCURRED_AT);
    if (ledger === undefined || names === undefined || recordedAt === undefined || occurredAt === undefined)
      return undefined;
    const event = new LeafEvent(at, ledger, [...names, recordedAt, occurredAt]);
    // Not a number as soon as one of them is none.
    if (Number.isNaN(event.position + event.version + event.schemaVersion)) return undefined;
    if (isText === undefined) return event;
    return isText(event.bodyBytes) && isText(event.metaBytes) ? event : undefined;
  }

  get leaf(): Uint8Array {
    return this.at.bytes.subarray(this.bound(0) - 1, this.bound(META));
  }

  /** The leaf up to its last field, the meta. */
  get withoutMeta(): Uint8Array {
    return this.at.bytes.subarray(this.bound(0) - 1, this.bound(BODY));
  }

  get bodyBytes(): Uint8Array {
    return (this.bodyCut ??= this.at.bytes.subarray(
      this.bound(HEAD_FIELDS) + LENGTH_BYTES,
      this.bound(BODY),
    ));
  }

  get metaBytes(): Uint8Array {
    return (this.metaCut ??= this.at.bytes.subarray(this.bound(BODY) + LENGTH_BYTES, this.bound(META)));
  }

  get body(): string {
    return (this.bodyText ??= must(fromUtf8(this.bodyBytes), 'text'));
  }

  get meta(): string {
    return (this.metaText ??= must(fromUtf8(this.metaBytes), 'text'));
  }

  private bound(number: number): number {
    return this.at.bounds[number] ?? 0;
  }
}
