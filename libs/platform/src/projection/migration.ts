import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bookkeeping of the read models: how far they have come and which revision each was built with. */
export class ReadBookkeeping1763769600100 implements MigrationInterface {
  readonly name = 'ReadBookkeeping1763769600100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS read');
    await runner.query('CREATE TABLE read.checkpoint (ledger text PRIMARY KEY, position bigint NOT NULL)');
    await runner.query(
      'CREATE TABLE read.projection (ledger text, name text, revision int NOT NULL, PRIMARY KEY (ledger, name))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA read CASCADE');
  }
}
