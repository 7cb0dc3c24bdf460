import type { EntityManager } from 'typeorm';
import { checkpointOf, lockCheckpoint, readPage, type RunnerOptions } from './checkpoint.js';
import { placeSecurity, rowsSeen } from './place-security.js';
import { FoldMemory } from './fold-memory.js';
import type { Projection } from './projection.js';
import { readWriter } from './read-writer.js';

interface Shadow {
  readonly projection: Projection;
  readonly options: RunnerOptions;
  readonly schema: string;
}
interface Work extends Shadow {
  readonly manager: EntityManager;
}

/** Applies the log from one position to another, page by page; each page is read once for all. */
const applyRange = async (
  { shadows, options, manager }: Pick<Work, 'options' | 'manager'> & { readonly shadows: readonly Shadow[] },
  after: number,
  upTo: number,
): Promise<void> => {
  const memory = new FoldMemory();
  let position = after;
  while (position < upTo) {
    const events = (await readPage(options, position)).filter((event) => event.position <= upTo);
    const last = events.at(-1);
    if (!last) return;
    memory.follow(position, events);
    for (const { projection, schema } of shadows) {
      const page = { manager, schema, upTo: last.position, memory };
      await projection.apply(events, readWriter({ ...options, ...page }));
    }
    position = last.position;
  }
};

const createShadow = async (manager: EntityManager, { projection, schema }: Shadow): Promise<void> => {
  await manager.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await manager.query(`CREATE SCHEMA ${schema}`);
  for (const table of projection.tables)
    await manager.query(`CREATE TABLE ${schema}.${table} (LIKE read.${table} INCLUDING ALL)`);
};

const switchTables = async ({ manager, projection, options, schema }: Work): Promise<void> => {
  for (const table of projection.tables) {
    // Other ledgers went on meanwhile: their rows are taken over as they are now, and written by nobody until then.
    await manager.query(`LOCK TABLE read.${table}`);
    await manager.query(`INSERT INTO ${schema}.${table} SELECT * FROM read.${table} WHERE ledger <> $1`, [
      options.ledger,
    ]);
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
 * Builds projections from the first event in tables of their own and puts them in the place of the live ones in one
 * transaction, at exactly the live checkpoint. Readers see the old rows until then and the new ones after.
 */
export const rebuildBeside = async (
  projections: readonly Projection[],
  options: RunnerOptions,
): Promise<void> => {
  if (projections.length === 0) return;
  const { dataSource, ledger } = options;
  const { manager: outside } = dataSource;
  const shadows = projections.map((projection) => ({
    projection,
    options,
    schema: `rebuild_${ledger}_${projection.name}`,
  }));
  for (const shadow of shadows) await createShadow(outside, shadow);
  const live = await checkpointOf(outside, ledger);
  await applyRange({ shadows, options, manager: outside }, 0, live);
  await dataSource.transaction(async (manager) => {
    await applyRange({ shadows, options, manager }, live, await lockCheckpoint(manager, ledger));
    for (const shadow of shadows) await switchTables({ ...shadow, manager });
  });
};
