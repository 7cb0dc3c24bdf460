import { setImmediate as nextTurn } from 'node:timers/promises';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { MemoryLedger } from '../memory/memory-ledger.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type CommitResult,
  type LockedHead,
  type SealedBatch,
} from '../port.js';

/**
 * What befalls a write: the answer gets lost, the request does, the request arrives long after it was given up, or
 * there is no connection to begin with.
 */
export type Mishap = 'NONE' | 'ANSWER_LOST' | 'REQUEST_LOST' | 'LATE' | 'UNREACHABLE';

export interface Fate {
  /** Asked once for each write. */
  mishap(): Mishap;
  /** How many turns of the event loop a write takes to arrive; late ones overtake whatever takes three or more. */
  turns?(): number;
}
const SLOW = 3;

/** Memory behind an unreliable connection. */
export class UnreliableStore extends MemoryEventStore {
  readonly #late: (() => Promise<CommitResult>)[] = [];

  constructor(
    ledgers: Map<string, MemoryLedger>,
    private readonly fate: Fate,
  ) {
    super(ledgers);
  }

  /** What came of late requests. */
  readonly arrived: CommitResult[] = [];

  /** Lets the late requests arrive. */
  async arrive(): Promise<readonly CommitResult[]> {
    const results = await Promise.all(this.#late.splice(0).map((commit) => commit()));
    this.arrived.push(...results);
    return this.arrived;
  }

  override async commit(batch: SealedBatch): Promise<CommitResult> {
    const mishap = await this.#travel();
    if (mishap === 'NONE' || mishap === 'ANSWER_LOST') {
      const result = await super.commit(batch);
      if (mishap === 'NONE') return result;
    }
    if (mishap === 'LATE') this.#late.push(() => super.commit(batch));
    throw new OutcomeUnknown(mishap);
  }

  override async withLockedHead<T>(ledger: string, work: (locked: LockedHead) => Promise<T>): Promise<T> {
    const mishap = await this.#travel();
    if (mishap === 'NONE' || mishap === 'LATE') return super.withLockedHead(ledger, work);
    return super
      .withLockedHead(ledger, async (locked) => {
        const result = await work(locked);
        if (mishap === 'REQUEST_LOST') throw new OutcomeUnknown(mishap);
        return result;
      })
      .then(() => {
        throw new OutcomeUnknown(mishap);
      });
  }

  async #travel(): Promise<Mishap> {
    const turns = this.fate.turns?.() ?? 0;
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    if (turns >= SLOW) await this.arrive();
    const mishap = this.fate.mishap();
    if (mishap === 'UNREACHABLE') throw new StoreUnavailable(mishap);
    return mishap;
  }
}
