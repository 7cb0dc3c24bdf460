import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the withdrawal register. */
export class WithdrawalRegister1763769600500 implements MigrationInterface {
  readonly name = 'WithdrawalRegister1763769600500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('withdrawal')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.withdrawal');
  }
}
