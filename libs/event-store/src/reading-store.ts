import type { StoredEvent } from './contract/index.js';
import { EventStore, type CommandRecord, type LogReads } from './port.js';

/** A store whose questions are all answered by one reader over its connections. */
export abstract class ReadingEventStore extends EventStore {
  protected abstract readonly reads: LogReads;

  readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.reads.readLedger(ledger, after, limit);
  }

  readStreams(ledger: string, streams: readonly string[], upTo: number): Promise<readonly StoredEvent[]> {
    return this.reads.readStreams(ledger, streams, upTo);
  }

  streamVersions(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, number>> {
    return this.reads.streamVersions(ledger, streams, upTo);
  }

  findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]> {
    return this.reads.findCommands(ledger, keys);
  }
}
