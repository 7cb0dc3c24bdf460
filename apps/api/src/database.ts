import { DataSource } from 'typeorm';
import {
  dataSourceOptions,
  IDENTITY_ENTITIES,
  IDENTITY_MIGRATIONS,
  LedgerLog1763769600000,
} from '#libs/platform';
import { READ_ENTITIES, READ_MIGRATIONS } from './ledger/projections.js';

export const ENTITIES = [...IDENTITY_ENTITIES, ...READ_ENTITIES];
export const MIGRATIONS = [LedgerLog1763769600000, ...READ_MIGRATIONS, ...IDENTITY_MIGRATIONS];

/** Any number: it only keeps two processes from migrating one database at the same time. */
const MIGRATION_LOCK = 320_000;

/** Brings the database to this version's tables; answers the names of the migrations it ran. */
export const migrate = async (url: string): Promise<readonly string[]> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: ENTITIES, migrations: MIGRATIONS }));
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
    await dataSource.destroy();
  }
};
