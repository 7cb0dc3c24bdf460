import { startEmbeddedPostgres, type Config } from '#libs/platform';
import type { DatabaseAddress } from './migrate.js';

/** Where the data lives while the service runs. */
export interface Database extends DatabaseAddress {
  readonly pooled: boolean;
  readonly embedded: boolean;
  stop(): Promise<void>;
}

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databasePooled' | 'databaseMigrationUrl' | 'dataDir'>;

/**
 * The database named by the configuration, or the embedded one, whose doings `log` hears.
 * Errors: EmbeddedPostgresError.
 */
export const openDatabase = async (
  { databaseUrl, databasePooled, databaseMigrationUrl, dataDir }: DatabaseConfig,
  log: (line: string) => void,
): Promise<Database> => {
  if (databaseUrl !== undefined) {
    const address = { url: databaseUrl, pooled: databasePooled, migrationUrl: databaseMigrationUrl };
    return { ...address, embedded: false, stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir, log });
  return { url: server.url, pooled: false, embedded: true, stop: () => server.stop() };
};
