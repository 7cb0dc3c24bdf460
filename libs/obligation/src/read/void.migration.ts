import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerTable } from '#libs/platform';

/** The table of the void register. */
export class VoidRegister1763769601200 implements MigrationInterface {
  readonly name = 'VoidRegister1763769601200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of registerTable('lot_void')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read.lot_void');
  }
}
