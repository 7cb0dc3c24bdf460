import type { MigrationInterface, QueryRunner } from 'typeorm';
import { placeSecurity, registerTable } from '#libs/platform';

const TABLES = ['inspection', 'evidence_package'];

/** The tables of inspections and of their evidence. */
export class InspectionRegisters1795310000000 implements MigrationInterface {
  readonly name = 'InspectionRegisters1795310000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      for (const statement of [...registerTable(table), ...placeSecurity(`read.${table}`)])
        await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE read.${table}`);
  }
}
