import { appendUnderLock } from '../append.js';
import type { Head, StoredEvent } from '../contract/index.js';
import { Growth } from '../growth.js';
import {
  EventStore,
  type AppendRequest,
  type AppendResult,
  type CommandRecord,
  type CommitResult,
  type LockedHead,
  type SealedBatch,
} from '../port.js';
import { MemoryLedger } from './memory-ledger.js';

/** The log in memory: what PostgreSQL does, without the disk. Stores given the same ledgers share them. */
export class MemoryEventStore extends EventStore {
  readonly capabilities = { gaplessPositions: true, checksOnUnwrittenStreams: true, headLock: true };
  readonly #growth = new Growth();

  constructor(private readonly ledgers: Map<string, MemoryLedger> = new Map()) {
    super();
  }

  async head(ledger: string): Promise<Head> {
    return this.#ledger(ledger).head;
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return appendUnderLock(this, request);
  }

  commit(batch: SealedBatch): Promise<CommitResult> {
    const ledger = this.#ledger(batch.ledger);
    return ledger.alone(() => {
      const result = ledger.judge(batch);
      if (result === 'COMMITTED') this.#write(ledger, batch);
      return result;
    });
  }

  withLockedHead<T>(name: string, work: (locked: LockedHead) => Promise<T>): Promise<T> {
    const ledger = this.#ledger(name);
    return ledger.alone(async () => {
      const staged: SealedBatch[] = [];
      const result = await work({
        head: ledger.head,
        readLedger: this.readLedger.bind(this),
        readStreams: this.readStreams.bind(this),
        streamVersions: this.streamVersions.bind(this),
        findCommands: this.findCommands.bind(this),
        commit: async (batch) => {
          const verdict = ledger.judge(batch);
          if (verdict === 'COMMITTED') staged.push(batch);
          return verdict;
        },
      });
      for (const batch of staged) this.#write(ledger, batch);
      return result;
    });
  }

  async readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#ledger(ledger).events.slice(after, after + limit);
  }

  async readStreams(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<readonly StoredEvent[]> {
    return this.#ledger(ledger)
      .events.slice(0, upTo)
      .filter(({ stream }) => streams.includes(stream));
  }

  async streamVersions(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, number>> {
    const events = this.#ledger(ledger).events.slice(0, upTo);
    return new Map(
      events.flatMap(({ stream, version }) => (streams.includes(stream) ? [[stream, version]] : [])),
    );
  }

  async findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]> {
    const { commands } = this.#ledger(ledger);
    return keys.flatMap((key) => commands.get(key) ?? []);
  }

  onGrowth(ledger: string, listener: (position: number) => void): () => void {
    return this.#growth.listen(ledger, listener);
  }

  async close(): Promise<void> {}

  #ledger(name: string): MemoryLedger {
    const ledger = this.ledgers.get(name) ?? new MemoryLedger();
    this.ledgers.set(name, ledger);
    return ledger;
  }

  #write(ledger: MemoryLedger, batch: SealedBatch): void {
    ledger.write(batch);
    const last = batch.events.at(-1);
    if (last !== undefined) this.#growth.tell(batch.ledger, last.position);
  }
}
