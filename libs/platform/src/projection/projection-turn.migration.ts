import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose turn it is to move a checkpoint. */
export class ProjectionTurn1795400000100 implements MigrationInterface {
  readonly name = 'ProjectionTurn1795400000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE read.checkpoint ADD COLUMN lease_owner text, ADD COLUMN lease_until timestamptz',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE read.checkpoint DROP COLUMN lease_owner, DROP COLUMN lease_until');
  }
}
