import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LEDGER_SCHEMA } from '#libs/event-store';

/** The tables, guards and rights of the log; never taken down, as nothing in them may be lost. */
export class LedgerLog1763769600000 implements MigrationInterface {
  readonly name = 'LedgerLog1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of LEDGER_SCHEMA) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the log is append-only: it is not taken down');
  }
}
