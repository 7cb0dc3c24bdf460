import type { Instant } from '#kernel';

/** One event exactly as stored: `body` and `meta` are the very texts that were hashed. */
export interface StoredEvent {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly body: string;
  readonly meta: string;
  /** SHA-256 chain value, lower-case hexadecimal; covers everything above and the previous event's hash. */
  readonly hash: string;
}

/** The end of a ledger. Position 0 and 64 zeros before the first event. */
export interface Head {
  readonly position: number;
  readonly hash: string;
  /** The moment of the last event; recorded times never fall below it. */
  readonly recordedAt: Instant | null;
}

/** What one submission came to, kept under its key so that the same request gets the same answer for ever. */
export interface CommandRecord {
  readonly key: string;
  readonly requestHash: string;
  /** JSON text of the outcome. */
  readonly result: string;
  /** The position of the last event it wrote, or of the head it was decided on when it wrote none. */
  readonly position: number;
}

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

/** A condition on a stream, written or only read: its exact version, or whether it exists at all. */
export interface StreamCheck {
  readonly stream: string;
  readonly expected: number | 'none' | 'exists' | 'any';
}

/** Several streams at once, all or nothing, in the order given. */
export interface AppendRequest {
  readonly ledger: string;
  readonly events: readonly NewEvent[];
  readonly recordedAt: Instant;
  readonly checks?: readonly StreamCheck[];
  readonly command?: { readonly key: string; readonly requestHash: string; readonly result: string };
}

export type AppendResult =
  | { readonly outcome: 'APPENDED'; readonly head: Head; readonly events: readonly StoredEvent[] }
  | { readonly outcome: 'CHECK_FAILED'; readonly failed: readonly (StreamCheck & { readonly actual: number })[] }
  | { readonly outcome: 'REPEATED'; readonly command: CommandRecord };

/** Events that already carry position, version and hash, to be written only if the ledger still ends at `expected`. */
export interface SealedBatch {
  readonly ledger: string;
  readonly expected: Head;
  readonly events: readonly StoredEvent[];
  readonly commands: readonly CommandRecord[];
}

export type CommitResult =
  | { readonly outcome: 'COMMITTED' }
  /** Somebody else wrote first; nothing of this batch was written. */
  | { readonly outcome: 'LOST'; readonly head: Head }
  /** One of the commands' keys has an answer already; nothing of this batch was written. */
  | { readonly outcome: 'REPEATED' };

/** While it lasts, nobody else can move the head. */
export interface LockedHead {
  readonly head: Head;
  commit(batch: SealedBatch): Promise<CommitResult>;
}

export interface StoreCapabilities {
  readonly gaplessPositions: boolean;
  readonly checksOnUnwrittenStreams: boolean;
  readonly headLock: boolean;
}

/** The batch may or may not have been written: compare the log at its last position with the batch's own hash. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The database refuses the content of a batch (not its timing): some command in it is poisoned. */
export class BatchRejected extends Error {
  override readonly name = 'BatchRejected';
}

/** The store cannot be reached or has no room; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(
    message: string,
    readonly reason: 'UNREACHABLE' | 'STORAGE_FULL' = 'UNREACHABLE',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The log of one or more ledgers. Positions are gapless per ledger and in commit order, so a reader that follows
 * them misses nothing; a hole is corruption. Nothing written is ever changed.
 */
export abstract class EventStore {
  abstract readonly capabilities: StoreCapabilities;

  abstract head(ledger: string): Promise<Head>;
  /** For callers without an executor: appends under the checks, retrying lost races by itself. */
  abstract append(request: AppendRequest): Promise<AppendResult>;
  /** The executor's way: compare-and-swap on the head, one round trip. */
  abstract commit(batch: SealedBatch): Promise<CommitResult>;
  /** Takes the head first, so that `work` is certain to win; used after a lost race. */
  abstract withLockedHead<T>(ledger: string, work: (locked: LockedHead) => Promise<T>): Promise<T>;

  /** At most `limit` events after a position, in order. */
  abstract readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** All events of some streams up to a position, in order of position: one query. */
  abstract readStreams(ledger: string, streams: readonly string[], upTo: number): Promise<readonly StoredEvent[]>;
  abstract findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]>;

  /** Tells when a ledger may have grown; a hint, never the truth. Returns how to stop listening. */
  abstract onGrowth(ledger: string, listener: (position: number) => void): () => void;
  abstract close(): Promise<void>;
}
