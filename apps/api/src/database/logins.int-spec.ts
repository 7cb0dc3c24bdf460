import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { PostgresEventStore } from '#libs/event-store';
import { READER_ROLE } from '#libs/platform';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { inDatabase } from '../../../../test/support/ledger-books.js';
import { rebuildProjections } from '../read-models.js';
import { migrate } from './migrate.js';

const suffix = randomBytes(4).toString('hex');
const [owner, service] = [`owner_${suffix}`, `service_${suffix}`];

/** As `docker/postgres/logins.sql` does it for a server of one's own. */
const makeLogins = async (client: Client, name: string): Promise<void> => {
  await client.query(`CREATE ROLE ${service} LOGIN PASSWORD 'given'`);
  await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'given' CREATEROLE`);
  await client.query(`GRANT ${service} TO ${owner}`);
  await client.query(`ALTER DATABASE ${name} OWNER TO ${owner}`);
  const { rows } = await client.query<{ role: string }>(
    `SELECT rolname AS role FROM pg_roles WHERE rolname IN ('reserve_pool_writer', $1)`,
    [READER_ROLE],
  );
  for (const { role } of rows) await client.query(`GRANT ${role} TO ${owner} WITH ADMIN OPTION`);
};

describe('two logins', () => {
  let database: FreshDatabase;
  let url: string;
  let migrationUrl: string;
  const as = (login: string): string => {
    const own = new URL(database.url);
    Object.assign(own, { username: login, password: 'given' });
    return own.href;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    const name = new URL(database.url).pathname.slice(1);
    await inDatabase(database.url, (client) => makeLogins(client, name));
    [url, migrationUrl] = [as(service), as(owner)];
  });
  afterAll(async () => {
    await inDatabase(database.url, async (client) => {
      await client.query(`DROP OWNED BY ${service}, ${owner} CASCADE`);
      await client.query(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} OWNER TO postgres`);
      await client.query(`DROP ROLE ${service}, ${owner}`);
    });
    await database.drop();
  });

  it("the service's login may not migrate, and is told who may", async () => {
    await expect(migrate({ url })).rejects.toMatchObject({
      name: 'MigrationDue',
      message: expect.stringContaining('DATABASE_MIGRATION_URL'),
    });
  });

  it('the owner migrates; then the service starts on its own login, writes, and rebuilds read models', async () => {
    expect((await migrate({ url, migrationUrl })).length).toBeGreaterThan(10);
    expect(await migrate({ url, migrationUrl })).toEqual([]);
    expect(await migrate({ url })).toEqual([]);
    const store = new PostgresEventStore({ url });
    try {
      expect((await store.head('320000')).position).toBe(0);
      await rebuildProjections({ url, store, names: ['reduction', 'pool_balances'] });
    } finally {
      await store.close();
    }
  });

  it.each([
    `UPDATE ledger.event SET body = ''`,
    'DELETE FROM ledger.command',
    'TRUNCATE ledger.event',
    'ALTER TABLE ledger.event DISABLE TRIGGER append_only',
    'DROP FUNCTION ledger.refuse_change CASCADE',
    'ALTER TABLE identity.access_log DISABLE TRIGGER kept',
    'DELETE FROM ledger.checkpoint',
    `CREATE ROLE helper_${suffix} SUPERUSER`,
  ])("the service's login may not: %s", async (statement) => {
    await expect(inDatabase(url, (client) => client.query(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('pooled, a login that may change the log or waits for ever is not taken', async () => {
    await expect(migrate({ url: database.url, pooled: true })).rejects.toMatchObject({
      name: 'LoginUnbound',
    });
    await expect(migrate({ url, pooled: true })).rejects.toThrow(
      `ALTER ROLE ${service} SET statement_timeout`,
    );
    await inDatabase(database.url, (client) =>
      client.query(`ALTER ROLE ${service} SET statement_timeout = '10s'`),
    );
    expect(await migrate({ url, pooled: true })).toEqual([]);
  });
});
