import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the reduction register. */
export class ReductionRegister1763769600300 implements MigrationInterface {
  readonly name = 'ReductionRegister1763769600300';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('reduction')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.reduction');
  }
}
