import { refuseNul } from '../content.js';
import { headAt, type Head } from '../contract/index.js';
import type { CommitResult, LockedHead, SealedBatch } from '../port.js';
import { KurrentReads } from './reads.js';
import type { KurrentSession } from './session.js';

/** A held head: what is to be written once the work under the lock is done; nobody else writes meanwhile. */
export class Staging extends KurrentReads implements LockedHead {
  #batch: SealedBatch | undefined;
  #end: Head;

  constructor(
    session: KurrentSession,
    readonly head: Head,
  ) {
    super(session);
    this.#end = head;
  }

  /** Everything staged, as one batch. */
  get batch(): SealedBatch | undefined {
    return this.#batch;
  }

  /** Errors: BatchRejected. */
  async commit(batch: SealedBatch): Promise<CommitResult> {
    const { ledger, expected, events, commands } = batch;
    if (expected.position !== this.#end.position || expected.hash !== this.#end.hash) return 'LOST';
    const keys = commands.map(({ key }) => key);
    const staged = this.#batch?.commands ?? [];
    if (staged.some(({ key }) => keys.includes(key))) return 'REPEATED';
    if ((await this.findCommands(ledger, keys)).length > 0) return 'REPEATED';
    refuseNul(batch);
    const last = events.at(-1);
    if (last !== undefined) this.#end = headAt(last);
    this.#batch = {
      ledger,
      expected: this.head,
      events: [...(this.#batch?.events ?? []), ...events],
      commands: [...staged, ...commands],
    };
    return 'COMMITTED';
  }
}
