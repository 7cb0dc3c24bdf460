import { migrate, openDatabase, openEventStore, projecting } from '#apps/api';
import { PostgresNotices } from '#libs/event-store';
import type { Config } from '#libs/platform';

export interface Projector {
  /** The work of this process is under way. */
  readonly onReady: () => void;
  readonly log: (line: string) => void;
  /** Resolves when it is to stop. */
  readonly told: Promise<void>;
}

/**
 * Keeps the read models in a process of its own, for services that run with `PROJECTIONS=elsewhere`. Several of them
 * take turns: when one is gone, the next goes on within two seconds.
 */
export const runProjector = async (config: Config, { onReady, log, told }: Projector): Promise<void> => {
  const database = await openDatabase(config, log);
  const { url } = database;
  const onAlarm = (message: string, error: unknown): void => log(`${message}: ${String(error)}`);
  try {
    await migrate(database);
    const notices = new PostgresNotices(url);
    const store = await openEventStore(config, { ...database, notices });
    try {
      await projecting({ url, onAlarm }, { store, notices }, async () => {
        onReady();
        await told;
      });
    } finally {
      await store.close();
      await notices.close();
    }
  } finally {
    await database.stop();
  }
};
