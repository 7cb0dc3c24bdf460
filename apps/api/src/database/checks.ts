import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must hold in SQL: a query that finds nothing when all is well, and otherwise what is wrong. */
export interface SqlCheck {
  /** The table it asks; without the table there is nothing to be asked. */
  readonly of: string;
  readonly wrong: string;
}

/** A migration may bring checks of its own: what it builds upon, and what it promises. */
export interface CheckedMigration extends MigrationInterface {
  readonly before?: readonly SqlCheck[];
  readonly after?: readonly SqlCheck[];
}

/** 台账不因升级而变：what every migration finds and leaves, whatever it is about. */
const ALWAYS: readonly SqlCheck[] = [
  {
    of: 'ledger.event',
    wrong: `SELECT format('ledger %s has %s events and ends at %s', ledger, count(*), max(position))
      FROM ledger.event GROUP BY ledger HAVING count(*) <> max(position) OR min(position) <> 1`,
  },
  {
    of: 'ledger.event',
    wrong: `SELECT format('the head of ledger %s is not its last event', h.ledger) FROM ledger.ledger_head h
      LEFT JOIN ledger.event e ON e.ledger = h.ledger AND e.position = h.position
      WHERE h.position > 0 AND e.hash IS DISTINCT FROM h.hash`,
  },
  {
    of: 'ledger.event',
    wrong: `SELECT format('%s may be changed: its guard is missing or off', t.name)
      FROM unnest(ARRAY['event', 'command', 'ledger_head']) AS t (name)
      WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled = 'A'
        AND tgrelid = format('ledger.%I', t.name)::regclass)`,
  },
  {
    of: 'read.checkpoint',
    wrong: `SELECT format('read models of ledger %s are ahead of the log', c.ledger) FROM read.checkpoint c
      LEFT JOIN ledger.ledger_head h USING (ledger) WHERE c.position > coalesce(h.position, 0)`,
  },
];
const SEALS = `SELECT coalesce(string_agg(format('%s@%s %s', ledger, position, hash), ', ' ORDER BY ledger), '')
  AS seals FROM ledger.ledger_head`;

/** A migration found, or would leave, what may not be; it was rolled back. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

const isThere = async (runner: QueryRunner, table: string): Promise<boolean> => {
  const rows: { there: boolean }[] = await runner.query('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  return rows[0]?.there === true;
};

const demand = async (runner: QueryRunner, checks: readonly SqlCheck[], when: string): Promise<void> => {
  for (const { of, wrong } of checks) {
    if (!(await isThere(runner, of))) continue;
    const found: Record<string, unknown>[] = await runner.query(`${wrong} LIMIT 5`);
    if (found.length === 0) continue;
    const words = found.map((row) => Object.values(row).join(' ')).join('; ');
    throw new MigrationRefused(`${when}: ${words}`);
  }
};

/** The end of every ledger, whose hash stands for all of it. */
const sealsOf = async (runner: QueryRunner): Promise<string> => {
  if (!(await isThere(runner, 'ledger.ledger_head'))) return '';
  const rows: { seals: string }[] = await runner.query(SEALS);
  return rows[0]?.seals ?? '';
};

/**
 * The same migration between checks, all in its one transaction: what is wrong before it stops it, what is wrong after
 * it rolls it back. Errors: MigrationRefused.
 */
export const withChecks = (Migration: new () => CheckedMigration): new () => MigrationInterface =>
  class implements MigrationInterface {
    private readonly migration = new Migration();
    readonly name = this.migration.name ?? Migration.name;

    async up(runner: QueryRunner): Promise<void> {
      const { before = [], after = [] } = this.migration;
      await demand(runner, [...ALWAYS, ...before], `升级前 before ${this.name}`);
      const seals = await sealsOf(runner);
      await this.migration.up(runner);
      await demand(runner, [...ALWAYS, ...after], `升级后 after ${this.name}`);
      const left = await sealsOf(runner);
      if (seals !== left)
        throw new MigrationRefused(`升级后 after ${this.name}: the log was changed, ${seals} to ${left}`);
    }

    down(runner: QueryRunner): Promise<void> {
      return this.migration.down(runner);
    }
  };
