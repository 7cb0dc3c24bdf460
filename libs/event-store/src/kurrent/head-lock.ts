import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../port.js';
import { Names } from './names.js';
import { recordOf } from './records.js';
import type { Check, KurrentSession, ToWrite } from './session.js';

export interface HeadLockOptions {
  /** Who takes the lock holds it for so long at most: then whoever waits takes it away. */
  readonly holdMilliseconds: number;
  readonly pollMilliseconds: number;
}

/** A state of the lock that a write may rest on: nobody else moves the head as long as it stays. */
export interface LockState {
  readonly ledger: string;
  readonly check: Check;
}

const TAKEN = 'ReservePool.LockTaken';
const RELEASED = 'ReservePool.LockReleased';

/**
 * The lock on a ledger's head, which KurrentDB does not have: a stream whose last record says whether somebody holds
 * it. Every write checks that this stream has not moved, so nobody who holds the lock can be overtaken, and nobody who
 * lost it can write; the clock only decides how long others wait for one who died with it.
 */
export class HeadLock {
  /** Revisions of the lock's stream at which nobody held it. */
  readonly #free = new Map<string, number>();
  readonly #self = randomUUID();

  constructor(
    private readonly session: KurrentSession,
    private readonly options: HeadLockOptions,
  ) {}

  /** Waits until nobody holds the head. Errors: StoreUnavailable. */
  async free(ledger: string): Promise<LockState> {
    const known = this.#free.get(ledger) ?? (await this.#await(ledger));
    this.#free.set(ledger, known);
    return stateAt(ledger, known);
  }

  /** Somebody has taken or released the lock since. */
  moved({ ledger }: LockState): void {
    this.#free.delete(ledger);
  }

  /** Waits for the lock and takes it. Errors: StoreUnavailable, OutcomeUnknown. */
  async take(ledger: string): Promise<LockState> {
    for (;;) {
      const free = await this.free(ledger);
      this.moved(free);
      const violated = await this.session.append([lockRecord(ledger, TAKEN, this.#self)], [free.check]);
      if (violated.size === 0) return stateAt(ledger, free.check.revision + 1);
    }
  }

  /** The record that releases the lock, to be written together with what it was taken for. */
  release({ ledger }: LockState): ToWrite {
    return lockRecord(ledger, RELEASED, this.#self);
  }

  /** The record was written. */
  released({ ledger, check }: LockState): void {
    this.#free.set(ledger, check.revision + 1);
  }

  /**
   * Releases the lock without a write. Where that fails too, it is found taken by ourselves the next time, or others
   * wait until they may take it away.
   */
  async giveUp(held: LockState): Promise<void> {
    await this.session.append([this.release(held)], [held.check]).catch(() => undefined);
  }

  async #await(ledger: string): Promise<number> {
    const { holdMilliseconds, pollMilliseconds } = this.options;
    const seen = { revision: -1, since: performance.now() };
    for (;;) {
      const last = await this.session.last(new Names(ledger).lock);
      const revision = last === undefined ? -1 : Number(last.revision);
      if (last?.type !== TAKEN) return revision;
      if (revision !== seen.revision) Object.assign(seen, { revision, since: performance.now() });
      const own = Buffer.from(last.data).toString() === this.#self;
      if (own || performance.now() - seen.since > holdMilliseconds)
        await this.giveUp(stateAt(ledger, revision));
      else await sleep(pollMilliseconds);
    }
  }
}

const stateAt = (ledger: string, revision: number): LockState => ({
  ledger,
  check: { streamName: new Names(ledger).lock, revision },
});

const lockRecord = (ledger: string, type: string, holder: string): ToWrite =>
  recordOf(new Names(ledger).lock, type, { text: holder });

/** The head was held for too long and somebody else has it now; nothing was written. */
export const lockLost = (): StoreUnavailable => new StoreUnavailable('the head was held for too long');
