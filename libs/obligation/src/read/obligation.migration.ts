import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the obligation register. */
export class ObligationRegister1763769600900 implements MigrationInterface {
  readonly name = 'ObligationRegister1763769600900';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('obligation')) await runner.query(statement);
    await runner.query(`CREATE INDEX ON read.obligation (ledger, (doc ->> 'lotId'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.obligation');
  }
}
