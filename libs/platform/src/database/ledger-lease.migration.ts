import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LEDGER_LEASE } from '#libs/event-store';

/** The lease in the head row of each ledger; what is there stays as it is, led by nobody. */
export class LedgerLease1795400000000 implements MigrationInterface {
  readonly name = 'LedgerLease1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of LEDGER_LEASE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ledger.ledger_head
      DROP COLUMN epoch, DROP COLUMN lease_owner, DROP COLUMN lease_address, DROP COLUMN lease_until`);
  }
}
