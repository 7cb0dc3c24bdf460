import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the deposit register. */
export class DepositRegister1763769600400 implements MigrationInterface {
  readonly name = 'DepositRegister1763769600400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('deposit')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.deposit');
  }
}
