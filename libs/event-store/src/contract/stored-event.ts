import type { Instant } from '#kernel';

/** An event before it has its place in the log. */
export interface NewEvent {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly body: string;
  readonly meta: string;
}

/** One event exactly as stored: `body` and `meta` are the very texts that were hashed. */
export interface StoredEvent extends NewEvent {
  readonly ledger: string;
  /** 1 for the first event of a ledger, gapless, in commit order. */
  readonly position: number;
  /** 1 for the first event of a stream. */
  readonly version: number;
  /** Never falls from one position to the next. */
  readonly recordedAt: Instant;
  /** SHA-256 chain value, lower-case hexadecimal; covers everything above and the previous event's hash. */
  readonly hash: string;
}

/** The end of a ledger. */
export interface Head {
  readonly position: number;
  readonly hash: string;
  /** The moment of the last event; recorded times never fall below it. */
  readonly recordedAt: Instant | null;
}
