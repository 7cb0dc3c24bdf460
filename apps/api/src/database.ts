import { DataSource } from 'typeorm';
import {
  dataSourceOptions,
  IDENTITY_ENTITIES,
  IDENTITY_MIGRATIONS,
  LedgerLease1795400000000,
  LedgerLog1763769600000,
} from '#libs/platform';
import { ProofTables1763769610000 } from './proof/proof-tables.migration.js';
import { READ_ENTITIES, READ_MIGRATIONS } from './ledger/projections.js';

export const ENTITIES = [...IDENTITY_ENTITIES, ...READ_ENTITIES];
export const MIGRATIONS = [
  LedgerLog1763769600000,
  LedgerLease1795400000000,
  ...READ_MIGRATIONS,
  ...IDENTITY_MIGRATIONS,
  ProofTables1763769610000,
];

/** Any number. Nothing about the ledger's order rests on it. */
const PREPARATION_LOCK = 320_000;

/** Keeps the second of two processes that start on one database waiting until the first has done its preparations. */
export const inTurn = async <T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> => {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK]);
    return await work();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [PREPARATION_LOCK]);
    await lock.release();
  }
};

/** Brings the database to this version's tables; answers the names of the migrations it ran. */
export const migrate = async (url: string): Promise<readonly string[]> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: ENTITIES, migrations: MIGRATIONS }));
  await dataSource.initialize();
  try {
    return await inTurn(dataSource, async () => (await dataSource.runMigrations()).map(({ name }) => name));
  } finally {
    await dataSource.destroy();
  }
};
