import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the accountability records. */
export class AccountabilityRegister1763769602100 implements MigrationInterface {
  readonly name = 'AccountabilityRegister1763769602100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('accountability')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.accountability');
  }
}
