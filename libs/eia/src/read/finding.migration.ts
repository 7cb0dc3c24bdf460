import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the findings. */
export class FindingRegister1763769601100 implements MigrationInterface {
  readonly name = 'FindingRegister1763769601100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('finding')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.finding');
  }
}
