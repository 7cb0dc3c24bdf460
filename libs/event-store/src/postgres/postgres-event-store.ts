import { appendUnderLock } from '../append.js';
import { EMPTY_HEAD, type Head } from '../contract/index.js';
import { Growth } from '../growth.js';
import type { Notices } from '../notices.js';
import {
  type AppendRequest,
  type AppendResult,
  type CommitResult,
  type LockedHead,
  type LogReads,
  type SealedBatch,
} from '../port.js';
import { ReadingEventStore } from '../reading-store.js';
import { commitThrough, newLedger } from './commit.js';
import { Connections, type ConnectionOptions } from './connections.js';
import { headOf, readsOver } from './reads.js';
import type { Session } from './session.js';

export interface PostgresOptions extends ConnectionOptions {
  /** How often to look whether another process wrote, while somebody listens. */
  readonly pollMilliseconds?: number;
  /** Wakes those who listen in other processes, so that they need not wait for their next look. */
  readonly notices?: Notices;
}

const DEFAULTS = { pollMilliseconds: 1_000 };
const nothing = (): undefined => undefined;
const subjectOf = (ledger: string): string => `log/${ledger}`;

/** The log in PostgreSQL, in the tables of `LEDGER_SCHEMA`. */
export class PostgresEventStore extends ReadingEventStore {
  readonly capabilities = { gaplessPositions: true, checksOnUnwrittenStreams: true, headLock: true };
  readonly #connections: Connections;
  readonly #pollMilliseconds: number;
  protected readonly reads: LogReads = readsOver((statement, take) =>
    this.#connections.lend((session) => session.read(statement, take)),
  );
  readonly #growth = new Growth();
  readonly #notices: Notices | undefined;
  #polling: NodeJS.Timeout | undefined;

  constructor(options: PostgresOptions) {
    super();
    const settings = { ...DEFAULTS, ...options };
    this.#connections = new Connections(settings);
    this.#pollMilliseconds = settings.pollMilliseconds;
    this.#notices = settings.notices;
  }

  async head(ledger: string): Promise<Head> {
    const head = await this.#connections.lend((session) => headOf(session.read, ledger));
    return head ?? EMPTY_HEAD;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return appendUnderLock(this, request);
  }

  async commit(batch: SealedBatch): Promise<CommitResult> {
    const result = await this.#connections.lend((session) => commitThrough(session.write, batch));
    if (result === 'COMMITTED') this.#tell(batch);
    return result;
  }

  async withLockedHead<T>(ledger: string, work: (locked: LockedHead) => Promise<T>): Promise<T> {
    const written: SealedBatch[] = [];
    const result = await this.#connections.lend(async (session) => {
      await session.read({ text: 'BEGIN' }, nothing);
      try {
        const done = await work(await lockedHead(session, ledger, written));
        await session.write({ text: 'COMMIT' }, nothing);
        return done;
      } catch (error) {
        if (!session.broken) await session.read({ text: 'ROLLBACK' }, nothing).catch(nothing);
        throw error;
      }
    });
    written.forEach((batch) => this.#tell(batch));
    return result;
  }

  onGrowth(ledger: string, listener: (position: number) => void): () => void {
    this.#polling ??= setInterval(() => void this.#poll(), this.#pollMilliseconds).unref();
    const stop = this.#growth.listen(ledger, listener);
    const deafen = this.#notices?.listen(subjectOf(ledger), (position) =>
      this.#growth.tell(ledger, position),
    );
    return () => {
      stop();
      deafen?.();
      if (this.#growth.ledgers().length === 0) this.#stopPolling();
    };
  }

  async close(): Promise<void> {
    this.#stopPolling();
    await this.#connections.end();
  }

  #tell({ ledger, events }: SealedBatch): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#growth.tell(ledger, last.position);
    this.#notices?.tell(subjectOf(ledger), last.position);
  }

  /** A poll that fails says nothing: the next one, or a reader, will meet the same trouble. */
  async #poll(): Promise<void> {
    for (const ledger of this.#growth.ledgers()) {
      const head = await this.head(ledger).catch(() => EMPTY_HEAD);
      this.#growth.tell(ledger, head.position);
    }
  }

  #stopPolling(): void {
    clearInterval(this.#polling);
    this.#polling = undefined;
  }
}

/** Inside a transaction: takes the head row, and gives everything that can be done while it is held. */
const lockedHead = async (session: Session, ledger: string, written: SealedBatch[]): Promise<LockedHead> => {
  const ask = session.read;
  const lock = (): Promise<Head | undefined> => headOf(ask, ledger, true);
  const head = (await lock()) ?? (await ask(newLedger(ledger), nothing).then(lock)) ?? EMPTY_HEAD;
  return {
    ...readsOver(ask),
    head,
    commit: async (batch) => {
      const result = await commitThrough(ask, batch);
      if (result === 'COMMITTED') written.push(batch);
      return result;
    },
  };
};
