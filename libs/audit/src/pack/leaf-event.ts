import { must, type Instant } from '#kernel';
import type { Unhashed } from '#contract/event-store';
import { countIn, fromUtf8 } from '../notes/encoding.js';

const FORMAT = 0x01;
const LENGTH_BYTES = 4;
/** Nine short ones, then the body and the meta. */
const HEAD_FIELDS = 9;
const [BODY, META] = [10, 11];
const FIELDS = META;

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
  const bounds = [start + 1];
  let end = start + 1;
  while (bounds.length <= FIELDS && end + LENGTH_BYTES <= leafEnd) {
    end += LENGTH_BYTES + u32At(bytes, end);
    bounds.push(end);
  }
  return bytes[start] === FORMAT && bounds.length === FIELDS + 1 && end === leafEnd ? bounds : undefined;
};

/** The short fields, read at one stroke where they are ASCII, as they are; nothing for what is no text. */
const textsIn = (bytes: Uint8Array, bounds: readonly number[]): readonly string[] | undefined => {
  const [start = 0] = bounds;
  const headEnd = bounds[HEAD_FIELDS] ?? 0;
  const head = fromUtf8(bytes.subarray(start, headEnd));
  const isAscii = head?.length === headEnd - start;
  const texts: string[] = [];
  for (let number = 0; number < HEAD_FIELDS; number += 1) {
    const [from, to] = [(bounds[number] ?? 0) + LENGTH_BYTES, bounds[number + 1] ?? 0];
    const text = isAscii ? head.slice(from - start, to - start) : fromUtf8(bytes.subarray(from, to));
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
};

/** Whether bytes are UTF-8. A port, as a platform may tell much faster than by reading them. */
export type IsText = (bytes: Uint8Array) => boolean;

/**
 * An event as the bytes that were hashed, where they lie among others. Body and meta are cut out and become text once
 * asked for, as most are only compared.
 */
export class LeafEvent implements Unhashed {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  private bodyCut: Uint8Array | undefined;
  private metaCut: Uint8Array | undefined;
  private bodyText: string | undefined;
  private metaText: string | undefined;

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly bounds: readonly number[],
    texts: readonly string[],
  ) {
    this.ledger = texts[0] ?? '';
    this.position = countIn(texts[1] ?? '') ?? Number.NaN;
    this.stream = texts[2] ?? '';
    this.version = countIn(texts[3] ?? '') ?? Number.NaN;
    this.eventId = texts[4] ?? '';
    this.type = texts[5] ?? '';
    this.schemaVersion = countIn(texts[6] ?? '') ?? Number.NaN;
    this.occurredAt = (texts[7] ?? '') as Instant;
    this.recordedAt = (texts[8] ?? '') as Instant;
  }

  /**
   * Reads the leaf that lies from one place to another; nothing for bytes that are none. Without `isText` whether body
   * and meta are text shows when they are read.
   */
  static in(
    bytes: Uint8Array,
    [start, end]: readonly [number, number],
    isText?: IsText,
  ): LeafEvent | undefined {
    const bounds = boundsIn(bytes, start, end);
    const texts = bounds && textsIn(bytes, bounds);
    if (bounds === undefined || texts === undefined) return undefined;
    const event = new LeafEvent(bytes, bounds, texts);
    // Not a number as soon as one of them is none.
    if (Number.isNaN(event.position + event.version + event.schemaVersion)) return undefined;
    if (isText === undefined) return event;
    return isText(event.bodyBytes) && isText(event.metaBytes) ? event : undefined;
  }

  get leaf(): Uint8Array {
    return this.bytes.subarray(this.bound(0) - 1, this.bound(META));
  }

  /** The leaf up to its last field, the meta. */
  get withoutMeta(): Uint8Array {
    return this.bytes.subarray(this.bound(0) - 1, this.bound(BODY));
  }

  get bodyBytes(): Uint8Array {
    return (this.bodyCut ??= this.bytes.subarray(this.bound(HEAD_FIELDS) + LENGTH_BYTES, this.bound(BODY)));
  }

  get metaBytes(): Uint8Array {
    return (this.metaCut ??= this.bytes.subarray(this.bound(BODY) + LENGTH_BYTES, this.bound(META)));
  }

  get body(): string {
    return (this.bodyText ??= must(fromUtf8(this.bodyBytes), 'text'));
  }

  get meta(): string {
    return (this.metaText ??= must(fromUtf8(this.metaBytes), 'text'));
  }

  private bound(number: number): number {
    return this.bounds[number] ?? 0;
  }
}
