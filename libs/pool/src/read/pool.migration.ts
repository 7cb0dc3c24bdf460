import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'written_off']
  .map((column) => `${column} numeric(40,0) NOT NULL`)
  .join(', ');

/** Read models of the pools: every movement, today's balances, today's lots. Amounts are whole milligrams. */
export class PoolReadModels1763769600200 implements MigrationInterface {
  readonly name = 'PoolReadModels1763769600200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE read.pool_entry (
      ledger text NOT NULL, position bigint NOT NULL, ordinal int NOT NULL,
      pool text NOT NULL, lot_id text NOT NULL, pollutant text NOT NULL, kind text NOT NULL, reference text NOT NULL,
      occurred_at text NOT NULL, recorded_at text NOT NULL, ${FIGURES},
      PRIMARY KEY (ledger, position, ordinal))`);
    await runner.query('CREATE INDEX ON read.pool_entry (ledger, pool, position, ordinal)');
    await runner.query(`CREATE TABLE read.pool_balance (
      ledger text NOT NULL, pool text NOT NULL, pollutant text NOT NULL, ${FIGURES},
      PRIMARY KEY (ledger, pool, pollutant))`);
    await runner.query(`CREATE TABLE read.pool_lot (
      ledger text NOT NULL, pool text NOT NULL, lot_id text NOT NULL, pollutant text NOT NULL,
      deposit_id text NOT NULL, reduction_id text NOT NULL, vintage int NOT NULL, tags text[] NOT NULL,
      position bigint NOT NULL, ${FIGURES},
      PRIMARY KEY (ledger, pool, lot_id, pollutant))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.pool_entry, read.pool_balance, read.pool_lot');
  }
}

/** 批次追溯：all movements of one lot, in whichever pool. */
export class PoolLotTrail1763769600800 implements MigrationInterface {
  readonly name = 'PoolLotTrail1763769600800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX pool_entry_lot ON read.pool_entry (ledger, lot_id)');
    await runner.query('CREATE INDEX pool_lot_lot ON read.pool_lot (ledger, lot_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS read.pool_entry_lot, read.pool_lot_lot');
  }
}
