import { DataSource, type EntityManager } from 'typeorm';
import {
  dataSourceOptions,
  IDENTITY_ENTITIES,
  IDENTITY_MIGRATIONS,
  LedgerLease1795400000000,
  LedgerLog1763769600000,
  UNHURRIED_MS,
} from '#libs/platform';
import { READ_ENTITIES, READ_MIGRATIONS } from '../ledger/projections.js';
import { ProofTables1763769610000 } from '../proof/proof-tables.migration.js';
import { withChecks } from './checks.js';
import { assertBound, grantRights } from './rights.js';

export const ENTITIES = [...IDENTITY_ENTITIES, ...READ_ENTITIES];
export const MIGRATIONS = [
  LedgerLog1763769600000,
  LedgerLease1795400000000,
  ...READ_MIGRATIONS,
  ...IDENTITY_MIGRATIONS,
  ProofTables1763769610000,
].map(withChecks);

/** How to reach a database. */
export interface DatabaseAddress {
  readonly url: string;
  /** The URL leads through a pooler in transaction mode. */
  readonly pooled?: boolean;
  /** Of the login that owns the tables, where that is another one than the service's. */
  readonly migrationUrl?: string | undefined;
}

/** Any number. Nothing about the ledger's order rests on it. */
const PREPARATION_LOCK = 320_000;

/**
 * Keeps the second of two processes that start on one database waiting until the first has done its preparations. The
 * lock ends with a transaction, so that it holds behind a pooler too.
 */
export const inTurn = <T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> =>
  dataSource.transaction(async (manager: EntityManager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [PREPARATION_LOCK]);
    return work();
  });

const within = async <T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> => {
  const parts = { entities: ENTITIES, migrations: MIGRATIONS, statementMs: UNHURRIED_MS };
  const dataSource = new DataSource(dataSourceOptions({ url, ...parts }));
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
};

/** The database is of an older version, and this login may not change that. */
export class MigrationDue extends Error {
  override readonly name = 'MigrationDue';
}

const INSUFFICIENT_PRIVILEGE = '42501';
const dueUnless = (error: unknown, owner: boolean): unknown =>
  !owner && (error as { readonly code?: unknown } | null)?.code === INSUFFICIENT_PRIVILEGE
    ? new MigrationDue(
        '数据库须先升级，而当前登录无权升级：请以 DATABASE_MIGRATION_URL 运行 reserve-pool migrate ' +
          '/ the database has to be migrated first: run reserve-pool migrate with DATABASE_MIGRATION_URL ' +
          `(${String(error)})`,
        { cause: error },
      )
    : error;

/**
 * Brings the database to this version's tables, between checks in SQL; answers the names of the migrations it ran. With
 * a login of its own for that, the service's login then gets its rights.
 * Errors: MigrationRefused, MigrationDue, LoginUnbound.
 */
export const migrate = async (address: DatabaseAddress): Promise<readonly string[]> => {
  const { url, migrationUrl } = address;
  const ran = await within(migrationUrl ?? url, (dataSource) =>
    inTurn(dataSource, async () => {
      const migrations = await dataSource.runMigrations().catch((error: unknown) => {
        throw dueUnless(error, migrationUrl !== undefined);
      });
      if (migrationUrl !== undefined) await grantRights(dataSource, url);
      return migrations.map(({ name }) => name);
    }),
  );
  if (address.pooled === true) await within(url, assertBound);
  return ran;
};
