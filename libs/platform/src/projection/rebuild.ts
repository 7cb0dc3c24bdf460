import type { EntityManager } from 'typeorm';
import { checkpointOf, lockCheckpoint, readPage, type RunnerOptions } from './checkpoint.js';
import { placeSecurity, rowsSeen } from './place-security.js';
import type { Projection } from './projection.js';
import { readWriter } from './read-writer.js';

interface Work {
  readonly projection: Projection;
  readonly options: RunnerOptions;
  readonly manager: EntityManager;
  readonly schema: string;
}

/** Applies the log from one position to another, page by page. */
const applyRange = async (
  { projection, options, manager, schema }: Work,
  after: number,
  upTo: number,
): Promise<void> => {
  let position = after;
  while (position < upTo) {
    const events = (await readPage(options, position)).filter((event) => event.position <= upTo);
    const last = events.at(-1);
    if (!last) return;
    await projection.apply(events, readWriter({ ...options, manager, schema, upTo: last.position }));
    position = last.position;
  }
};

const createShadow = async (
  manager: EntityManager,
  { projection, options, schema }: Omit<Work, 'manager'>,
): Promise<void> => {
  await manager.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await manager.query(`CREATE SCHEMA ${schema}`);
  for (const table of projection.tables) {
    await manager.query(`CREATE TABLE ${schema}.${table} (LIKE read.${table} INCLUDING ALL)`);
    await manager.query(`INSERT INTO ${schema}.${table} SELECT * FROM read.${table} WHERE ledger <> $1`, [
      options.ledger,
    ]);
  }
};

const switchTables = async ({ manager, projection, options, schema }: Work): Promise<void> => {
  for (const table of projection.tables) {
    // A table made like another one has its columns and indexes, but neither its row security nor its rights.
    const seen = await rowsSeen(manager, table);
    await manager.query(`DROP TABLE read.${table}`);
    await manager.query(`ALTER TABLE ${schema}.${table} SET SCHEMA read`);
    const security = seen === undefined ? [] : placeSecurity(`read.${table}`, seen);
    for (const statement of security) await manager.query(statement);
  }
  await manager.query(`DROP SCHEMA ${schema}`);
  await manager.query(
    `INSERT INTO read.projection (ledger, name, revision) VALUES ($1, $2, $3)
     ON CONFLICT (ledger, name) DO UPDATE SET revision = excluded.revision`,
    [options.ledger, projection.name, projection.revision],
  );
};

/**
 * Builds a projection from the first event in tables of its own and puts them in the place of the live ones in one
 * transaction, at exactly the live checkpoint. Readers see the old rows until then and the new ones after.
 */
export const rebuildBeside = async (projection: Projection, options: RunnerOptions): Promise<void> => {
  const { dataSource, ledger } = options;
  const shadow = { projection, options, schema: `rebuild_${projection.name}` };
  await createShadow(dataSource.manager, shadow);
  const live = await checkpointOf(dataSource.manager, ledger);
  await applyRange({ ...shadow, manager: dataSource.manager }, 0, live);
  await dataSource.transaction(async (manager) => {
    await applyRange({ ...shadow, manager }, live, await lockCheckpoint(manager, ledger));
    await switchTables({ ...shadow, manager });
  });
};
