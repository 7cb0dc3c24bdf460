import type { Instant } from '#kernel';
import type { Head, NewEvent, StoredEvent } from './contract/index.js';

/** What one submission came to, kept under its key so that the same request gets the same answer for ever. */
export interface CommandRecord {
  readonly key: string;
  readonly requestHash: string;
  /** JSON text of the outcome. */
  readonly result: string;
  /** The position of the last event it wrote, or of the head it was decided on when it wrote none. */
  readonly position: number;
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
  | {
      readonly outcome: 'CHECK_FAILED';
      readonly failed: readonly (StreamCheck & { readonly actual: number })[];
    }
  | { readonly outcome: 'REPEATED'; readonly command: CommandRecord };

/** What a batch is written under by whoever holds the lease: how long that stands again once it is written. */
export interface BatchLease {
  readonly epoch: number;
  readonly milliseconds: number;
}

/**
 * Events that already carry position, version and hash, to be written only if the ledger still ends at
 * `expected`.
 */
export interface SealedBatch {
  readonly ledger: string;
  readonly expected: Head;
  readonly events: readonly StoredEvent[];
  readonly commands: readonly CommandRecord[];
  /** Without one the batch rests on the head alone, and whoever holds the lease has to renew it. */
  readonly lease?: BatchLease | undefined;
}

/**
 * LOST: somebody else wrote first, or has the lease now. REPEATED: one of the commands' keys has an answer already.
 * Either way nothing of the batch was written.
 */
export type CommitResult = 'COMMITTED' | 'LOST' | 'REPEATED';

/** What can be asked of a log. */
export interface LogReads {
  /** At most `limit` events after a position, in order. */
  readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** All events of some streams up to a position, in order of position: one query. */
  readStreams(ledger: string, streams: readonly string[], upTo: number): Promise<readonly StoredEvent[]>;
  /** How many events some streams have up to a position; streams without any are left out. */
  streamVersions(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, number>>;
  findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]>;
}

/** While it lasts, nobody else can move the head; what it commits stands once the work it was lent to is done. */
export interface LockedHead extends LogReads {
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
 *
 * Every call may throw StoreUnavailable, and BatchRejected when the database cannot even take the words; those that
 * write may throw OutcomeUnknown.
 */
export abstract class EventStore implements LogReads {
  abstract readonly capabilities: StoreCapabilities;

  abstract head(ledger: string): Promise<Head>;
  /** For callers without an executor: waits for the head, then appends if the checks hold. */
  abstract append(request: AppendRequest): Promise<AppendResult>;
  /** The executor's way: compare-and-swap on the head, one round trip. */
  abstract commit(batch: SealedBatch): Promise<CommitResult>;
  /** Takes the head first, so that `work` is certain to win; when `work` throws, nothing is written. */
  abstract withLockedHead<T>(ledger: string, work: (locked: LockedHead) => Promise<T>): Promise<T>;

  abstract readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  abstract readStreams(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<readonly StoredEvent[]>;
  abstract streamVersions(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, number>>;
  abstract findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]>;

  /** Tells when a ledger may have grown; a hint, never the truth. Returns how to stop listening. */
  abstract onGrowth(ledger: string, listener: (position: number) => void): () => void;
  abstract close(): Promise<void>;
}
