import { follow, type EventStore, type StoredEvent } from '#libs/event-store';
import { loadConfig, type Config } from '#libs/platform';
import { LEDGER, migrate, openDatabase, openEventStore } from '#apps/api';
import { note, type ExitCode } from '../terminal.js';

export interface OpenLedger {
  readonly config: Config;
  readonly url: string;
  readonly store: EventStore;
}

/**
 * Lends the ledger of this configuration to one verb: starts the embedded database if nobody has, and leaves
 * it so.
 */
export const withLedger = async (work: (ledger: OpenLedger) => Promise<ExitCode>): Promise<ExitCode> => {
  const config = loadConfig(process.env);
  const database = await openDatabase(config, note);
  try {
    await migrate(database);
    const store = await openEventStore(config, database);
    try {
      return await work({ config, url: database.url, store });
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
};

/** Every event of the ledger, in order. */
export async function* wholeLog(store: EventStore): AsyncGenerator<StoredEvent> {
  for await (const page of follow(store, LEDGER)) yield* page;
}
