import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleStatement } from '#libs/event-store';
import { BY_PLACE, BY_POOL, placeSecurity, READER_ROLE } from './place-security.js';

/** Every read model that has a column `place` so far; later ones bring their own. */
const tablesIn = async (runner: QueryRunner): Promise<readonly string[]> => {
  const rows: { name: string }[] = await runner.query(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'read' AND column_name = 'place' ORDER BY table_name`,
  );
  return rows.map(({ name }) => name);
};

const open = async (runner: QueryRunner, table: string): Promise<void> => {
  await runner.query(`DROP POLICY own_places ON read.${table}`);
  await runner.query(`ALTER TABLE read.${table} DISABLE ROW LEVEL SECURITY`);
  await runner.query(`REVOKE ALL ON read.${table} FROM ${READER_ROLE}`);
};

/** Row security by place on the registers. */
export class PlaceSecurity1795200000000 implements MigrationInterface {
  readonly name = 'PlaceSecurity1795200000000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = (await tablesIn(runner)).flatMap((table) => placeSecurity(`read.${table}`));
    const rights = [roleStatement(READER_ROLE), `GRANT USAGE ON SCHEMA read TO ${READER_ROLE}`];
    for (const statement of [...rights, ...tables]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of await tablesIn(runner)) await open(runner, table);
    await runner.query(`REVOKE USAGE ON SCHEMA read FROM ${READER_ROLE}`);
  }
}

const POOL_TABLES = ['pool_entry', 'pool_balance', 'pool_lot'];

/** Row security by the pool's place on balances, lots and movements. */
export class PoolSecurity1795300000000 implements MigrationInterface {
  readonly name = 'PoolSecurity1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = POOL_TABLES.flatMap((table) => placeSecurity(`read.${table}`, BY_POOL));
    // How far a read model has come says nothing of any place.
    for (const statement of [...tables, `GRANT SELECT ON read.checkpoint TO ${READER_ROLE}`])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE ALL ON read.checkpoint FROM ${READER_ROLE}`);
    for (const table of POOL_TABLES) await open(runner, table);
  }
}

/** Policies of before, which read the places anew for every row. */
export class PlacesReadOnce1795500000000 implements MigrationInterface {
  readonly name = 'PlacesReadOnce1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    const secured: { name: string }[] = await runner.query(
      `SELECT tablename AS name FROM pg_policies WHERE schemaname = 'read' AND policyname = 'own_places'`,
    );
    for (const { name } of secured) {
      const seen = POOL_TABLES.includes(name) ? BY_POOL : BY_PLACE;
      await runner.query(`ALTER POLICY own_places ON read.${name} USING (${seen})`);
    }
  }

  /** The same rows are seen either way. */
  async down(): Promise<void> {}
}
