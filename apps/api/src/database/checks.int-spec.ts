import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '#libs/platform';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { withChecks, type CheckedMigration } from './checks.js';
import { migrate } from './migrate.js';

/** A migration that does this, with these checks. */
const doing = (
  statement: string,
  checks: Pick<CheckedMigration, 'before' | 'after'> = {},
): new () => CheckedMigration =>
  class implements CheckedMigration {
    readonly name = 'Something1999999999999';
    readonly before = checks.before ?? [];
    readonly after = checks.after ?? [];
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(statement);
    }
    async down(): Promise<void> {}
  };

describe('a migration between checks', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await migrate(database);
  });
  afterAll(() => database.drop());

  const run = async (Migration: new () => CheckedMigration): Promise<boolean> => {
    const migrations: (new () => MigrationInterface)[] = [withChecks(Migration)];
    const dataSource = new DataSource(dataSourceOptions({ url: database.url, entities: [], migrations }));
    await dataSource.initialize();
    try {
      await dataSource.runMigrations();
      return true;
    } finally {
      const left: { there: boolean }[] = await dataSource.query(
        `SELECT to_regclass('read.extra') IS NOT NULL AS there`,
      );
      expect(left).toEqual([{ there: false }]);
      await dataSource.destroy();
    }
  };
  const MAKES = 'CREATE TABLE read.extra AS SELECT 1 AS one';
  const SAYS = { of: 'ledger.event', wrong: `SELECT 'something is amiss'` };

  it('is stopped by what it must find', () =>
    expect(run(doing(MAKES, { before: [SAYS] }))).rejects.toThrow(
      /before Something1999.*something is amiss/,
    ));
  it('is rolled back by what it must leave', () =>
    expect(
      run(doing(MAKES, { after: [{ of: 'read.extra', wrong: 'SELECT one FROM read.extra' }] })),
    ).rejects.toThrow(/after Something1999/));
  it('is rolled back when it takes the guard off the log', () =>
    expect(run(doing(`${MAKES}; DROP TRIGGER append_only ON ledger.command`))).rejects.toThrow(
      'command may be changed',
    ));
  it('is rolled back when it moves the head of a ledger', () =>
    expect(
      run(doing(`${MAKES}; INSERT INTO ledger.ledger_head VALUES ('110000', 0, '', NULL)`)),
    ).rejects.toThrow('the log was changed'));
});
