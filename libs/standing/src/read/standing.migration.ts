import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

const TABLES = ['reading', 'suspension', 'assessment'];

/** The tables of readings, suspensions and assessments. */
export class StandingRegisters1763769600700 implements MigrationInterface {
  readonly name = 'StandingRegisters1763769600700';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES.flatMap(registerTable)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE read.${table}`);
  }
}

/** The table of measures. */
export class MeasureRegister1763769602200 implements MigrationInterface {
  readonly name = 'MeasureRegister1763769602200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('measure')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.measure');
  }
}
