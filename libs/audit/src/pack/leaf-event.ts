import { must, type Instant } from '#kernel';
import type { Unhashed } from '#contract/event-store';
import { countIn, fromUtf8 } from '../notes/encoding.js';

const FORMAT = 0x01;
const LENGTH_BYTES = 4;
const FIELDS = 11;
const BODY = 9;

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

/** Where each field ends; the next begins with its length. Nothing for bytes that are no leaf. */
const endsIn = (leaf: Uint8Array): readonly number[] | undefined => {
  const ends: number[] = [];
  let end = 1;
  while (ends.length < FIELDS && end + LENGTH_BYTES <= leaf.length) {
    end += LENGTH_BYTES + u32At(leaf, end);
    ends.push(end);
  }
  return leaf[0] === FORMAT && ends.length === FIELDS && end === leaf.length ? ends : undefined;
};

type Head = Omit<Unhashed, 'body' | 'meta'>;

/** The nine short fields, read at one stroke where they are ASCII, as they are; nothing for what is no text. */
const textsIn = (leaf: Uint8Array, ends: readonly number[]): readonly string[] | undefined => {
  const headEnd = ends[BODY - 1] ?? 0;
  const head = fromUtf8(leaf.subarray(0, headEnd));
  const isAscii = head?.length === headEnd;
  const texts: string[] = [];
  for (
    let start = 1 + LENGTH_BYTES;
    start <= headEnd;
    start = (ends[texts.length - 1] ?? headEnd) + LENGTH_BYTES
  ) {
    const end = ends[texts.length] ?? headEnd;
    const text = isAscii ? head.slice(start, end) : fromUtf8(leaf.subarray(start, end));
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
};

const headIn = (leaf: Uint8Array, ends: readonly number[]): Head | undefined => {
  const texts = textsIn(leaf, ends);
  if (texts === undefined) return undefined;
  const [ledger = '', positionText = '', stream = '', versionText = '', eventId = '', ...rest] = texts;
  const [type = '', schemaText = '', occurredAt = '', recordedAt = ''] = rest;
  const [position, version, schemaVersion] = [
    countIn(positionText),
    countIn(versionText),
    countIn(schemaText),
  ];
  if (position === undefined || version === undefined || schemaVersion === undefined) return undefined;
  return {
    ledger,
    position,
    stream,
    version,
    eventId,
    type,
    schemaVersion,
    occurredAt: occurredAt as Instant,
    recordedAt: recordedAt as Instant,
  };
};

/** Whether bytes are UTF-8. A port, as a platform may tell much faster than by reading them. */
export type IsText = (bytes: Uint8Array) => boolean;

/** An event as the bytes that were hashed; body and meta become text once asked for, as most are only compared. */
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
  private bodyText: string | undefined;
  private metaText: string | undefined;

  private constructor(
    readonly bodyBytes: Uint8Array,
    readonly metaBytes: Uint8Array,
    head: Head,
  ) {
    this.ledger = head.ledger;
    this.position = head.position;
    this.stream = head.stream;
    this.version = head.version;
    this.eventId = head.eventId;
    this.type = head.type;
    this.schemaVersion = head.schemaVersion;
    this.occurredAt = head.occurredAt;
    this.recordedAt = head.recordedAt;
  }

  /** Reads a leaf; nothing for bytes that are none. */
  static in(leaf: Uint8Array, isText: IsText): LeafEvent | undefined {
    const ends = endsIn(leaf);
    const head = ends && headIn(leaf, ends);
    if (head === undefined) return undefined;
    const [headEnd = 0, bodyEnd = 0] = ends?.slice(BODY - 1) ?? [];
    const body = leaf.subarray(headEnd + LENGTH_BYTES, bodyEnd);
    const meta = leaf.subarray(bodyEnd + LENGTH_BYTES);
    return isText(body) && isText(meta) ? new LeafEvent(body, meta, head) : undefined;
  }

  get body(): string {
    return (this.bodyText ??= must(fromUtf8(this.bodyBytes), 'text'));
  }

  get meta(): string {
    return (this.metaText ??= must(fromUtf8(this.metaBytes), 'text'));
  }
}
