import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the trade register. */
export class TradeRegister1763769601000 implements MigrationInterface {
  readonly name = 'TradeRegister1763769601000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('trade')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.trade');
  }
}
