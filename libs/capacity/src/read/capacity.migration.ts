import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of teams, trainings and publicity days. */
export class CapacityRegister1763769602300 implements MigrationInterface {
  readonly name = 'CapacityRegister1763769602300';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('capacity')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.capacity');
  }
}
