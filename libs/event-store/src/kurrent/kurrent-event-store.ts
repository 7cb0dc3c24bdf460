import { appendUnderLock } from '../append.js';
import { refuseNul } from '../content.js';
import { EMPTY_HEAD, headAt, type Head } from '../contract/index.js';
import { Growth } from '../growth.js';
import {
  BatchRejected,
  type AppendRequest,
  type AppendResult,
  type CommitResult,
  type LockedHead,
  type SealedBatch,
} from '../port.js';
import { ReadingEventStore } from '../reading-store.js';
import { Turns } from '../turns.js';
import { GrowthWatch } from './growth-watch.js';
import { HeadLock, lockLost, type LockState } from './head-lock.js';
import { Names } from './names.js';
import { KurrentReads } from './reads.js';
import { checksOf, eventOf, recordsOf } from './records.js';
import { KurrentSession, type KurrentOptions } from './session.js';
import { Staging } from './staging.js';

export interface KurrentStoreOptions extends KurrentOptions {
  /** How long somebody may hold the head before others take it away. */
  readonly holdMilliseconds?: number;
  /** How often to look whether a held head is free. */
  readonly pollMilliseconds?: number;
  /** How long to wait before following the log again after being cut off. */
  readonly retryMilliseconds?: number;
}

const DEFAULTS = { holdMilliseconds: 10_000, pollMilliseconds: 20, retryMilliseconds: 1_000 };

/**
 * The log in KurrentDB, 26.1 or later. A ledger's events are one stream of it, so that the server itself numbers them
 * without a gap, and an append with checks is the compare-and-swap on the head; see the decision record on it.
 */
export class KurrentEventStore extends ReadingEventStore {
  readonly capabilities = { gaplessPositions: true, checksOnUnwrittenStreams: true, headLock: true };
  protected readonly reads: KurrentReads;
  readonly #lock: HeadLock;
  readonly #growth = new Growth();
  readonly #turns = new Map<string, Turns>();
  readonly #watches = new Map<string, GrowthWatch>();

  private constructor(
    private readonly session: KurrentSession,
    private readonly settings: Required<Omit<KurrentStoreOptions, keyof KurrentOptions>>,
  ) {
    super();
    this.reads = new KurrentReads(session);
    this.#lock = new HeadLock(session, settings);
  }

  /** Errors: UnsupportedServer, StoreUnavailable. */
  static async open(options: KurrentStoreOptions): Promise<KurrentEventStore> {
    return new KurrentEventStore(await KurrentSession.open(options), { ...DEFAULTS, ...options });
  }

  async head(ledger: string): Promise<Head> {
    const last = await this.session.last(new Names(ledger).log);
    return last === undefined ? EMPTY_HEAD : headAt(eventOf(ledger, last));
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return appendUnderLock(this, request);
  }

  commit(batch: SealedBatch): Promise<CommitResult> {
    return this.#alone(batch.ledger, async () => {
      for (;;) {
        const free = await this.#lock.free(batch.ledger);
        const result = await this.#write(batch, free);
        if (result !== 'LOCK_MOVED') return result;
        this.#lock.moved(free);
      }
    });
  }

  withLockedHead<T>(ledger: string, work: (locked: LockedHead) => Promise<T>): Promise<T> {
    return this.#alone(ledger, async () => {
      const held = await this.#lock.take(ledger);
      try {
        const staging = new Staging(this.session, await this.head(ledger));
        const result = await work(staging);
        await this.#release(held, staging);
        return result;
      } catch (error) {
        await this.#lock.giveUp(held);
        throw error;
      }
    });
  }

  onGrowth(ledger: string, listener: (position: number) => void): () => void {
    const stop = this.#growth.listen(ledger, listener);
    if (!this.#watches.has(ledger)) {
      const watch = new GrowthWatch(this.session, this.#growth, this.settings.retryMilliseconds);
      this.#watches.set(ledger, watch);
      void watch.follow(ledger);
    }
    return () => {
      stop();
      if (!this.#growth.ledgers().includes(ledger)) void this.#stopWatching(ledger);
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watches.keys()].map((ledger) => this.#stopWatching(ledger)));
    await this.session.close();
  }

  /** Writes of this process wait for each other here instead of at the server. */
  #alone<T>(ledger: string, work: () => Promise<T>): Promise<T> {
    const turns = this.#turns.get(ledger) ?? new Turns();
    this.#turns.set(ledger, turns);
    return turns.alone(work);
  }

  async #write(batch: SealedBatch, lock: LockState): Promise<CommitResult | 'LOCK_MOVED'> {
    const { ledger, expected, events, commands } = batch;
    refuseNul(batch);
    const names = new Names(ledger);
    if (events.length + commands.length === 0 || !isPossible(expected)) {
      const head = await this.head(ledger);
      return head.position === expected.position && head.hash === expected.hash ? 'COMMITTED' : 'LOST';
    }
    const violated = await this.session.append(recordsOf(batch), [...checksOf(batch), lock.check]);
    if (violated.size === 0) {
      this.#tell(batch);
      return 'COMMITTED';
    }
    if (violated.has(names.log) || violated.has(names.head(expected.hash))) return 'LOST';
    if (violated.has(lock.check.streamName)) return 'LOCK_MOVED';
    if (commands.some(({ key }) => violated.has(names.command(key)))) return 'REPEATED';
    throw new BatchRejected('a stream version or an event id is taken');
  }

  /** Writes what was staged while the head was held, together with its release. */
  async #release(held: LockState, { batch }: Staging): Promise<void> {
    const records = batch === undefined ? [] : recordsOf(batch);
    const checks = batch === undefined ? [] : checksOf(batch);
    const violated = await this.session.append(
      [...records, this.#lock.release(held)],
      [...checks, held.check],
    );
    if (violated.has(held.check.streamName)) throw lockLost();
    if (violated.size > 0) throw new BatchRejected('a stream version or an event id is taken');
    this.#lock.released(held);
    if (batch !== undefined) this.#tell(batch);
  }

  #tell({ ledger, events }: SealedBatch): void {
    const last = events.at(-1);
    if (last !== undefined) this.#growth.tell(ledger, last.position);
  }

  async #stopWatching(ledger: string): Promise<void> {
    const watch = this.#watches.get(ledger);
    this.#watches.delete(ledger);
    await watch?.stop();
  }
}

/** A ledger without events has one hash only. */
const isPossible = ({ position, hash }: Head): boolean => position > 0 || hash === EMPTY_HEAD.hash;
