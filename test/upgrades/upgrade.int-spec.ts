import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { LEDGER, migrate, PROJECTION_NAMES, rebuildProjections } from '#apps/api';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, follow, PostgresEventStore, roleStatement, WRITER_ROLE } from '#libs/event-store';
import { balanceFindings, chainFindings, gaplessFindings } from '../support/checkers.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { inDatabase, readBalances, readBooks } from '../support/ledger-books.js';

/**
 * A database as each version left it: a dump of PostgreSQL 15 with the demo city of that day. A released version adds
 * one here and never takes one away:
 *
 *     pg_dump --no-owner --inserts --rows-per-insert=200 reserve_pool | grep -v '^\\' | gzip -9n > <version>.sql.gz
 */
const DUMPS = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.sql.gz'));

const load = async (url: string, name: string): Promise<void> => {
  const dump = await promisify(gunzip)(await readFile(join(import.meta.dirname, name)));
  await inDatabase(url, async (client) => {
    await client.query(roleStatement(WRITER_ROLE));
    await client.query(dump.toString('utf8'));
  });
};

it('there is a database of an older version to begin with', () =>
  expect(DUMPS).toContain('first-tables.sql.gz'));

describe.each(DUMPS)('a database as in %s', (name) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await load(database.url, name);
  });
  afterAll(() => database.drop());

  it('is brought to this version, its log untouched, readable and well', async () => {
    const before = await readBooks(database.url);
    expect((await migrate(database)).length).toBeGreaterThan(0);
    const after = await readBooks(database.url);
    expect(before.events.length).toBeGreaterThan(400);
    expect(after).toEqual(before);
    expect([...gaplessFindings(after), ...chainFindings(after)]).toEqual([]);
    expect(await migrate(database)).toEqual([]);
    const store = new PostgresEventStore(database);
    try {
      for await (const page of follow(store, LEDGER)) page.forEach((event) => decode(event, LEDGER_EVENTS));
      await rebuildProjections({ url: database.url, store, names: PROJECTION_NAMES });
    } finally {
      await store.close();
    }
    expect(balanceFindings(after.events, await readBalances(database.url))).toEqual([]);
  });
});

describe('a migration is refused', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    await load(database.url, 'first-tables.sql.gz');
  });
  afterEach(() => database.drop());
  const ran = (): Promise<number> =>
    inDatabase(database.url, async (client) => {
      const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM schema_migration');
      return rows[0]?.count ?? 0;
    });

  const UNGUARDED = 'ALTER TABLE ledger.event DISABLE TRIGGER append_only';
  it.each([
    ['where the guard of the log is off', UNGUARDED, 'event may be changed'],
    [
      'where an event is missing',
      `${UNGUARDED}; DELETE FROM ledger.event WHERE position = 9;
       ALTER TABLE ledger.event ENABLE ALWAYS TRIGGER append_only`,
      'has 441 events and ends at 442',
    ],
    [
      'where the head is not the last event',
      `UPDATE ledger.ledger_head SET hash = repeat('0', 64)`,
      'is not its last event',
    ],
    ['where the read models are ahead', 'UPDATE read.checkpoint SET position = 443', 'ahead of the log'],
  ])('%s, and nothing of it stays', async (_, harm, words) => {
    const before = await ran();
    await inDatabase(database.url, (client) => client.query(harm));
    await expect(migrate(database)).rejects.toThrow(words);
    expect(await ran()).toBe(before);
  });
});
