import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** An empty database of its own for one suite. */
export interface FreshDatabase {
  readonly url: string;
  /** Drops it, closing connections that are still open. */
  drop(): Promise<void>;
}

const databaseFrom = async (template: string): Promise<FreshDatabase> => {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

/** Creates an empty database on the server that the run started (see database.setup.mjs). */
export const freshDatabase = (): Promise<FreshDatabase> => databaseFrom('template1');

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

/** A database with what another one holds; nobody may be connected to that one. */
export const copyDatabase = (of: string): Promise<FreshDatabase> => databaseFrom(nameIn(of));

/**
 * A database with what `fill` puts into one, which the first to ask for that name does, once for the whole run; the
 * others wait for it.
 */
export const filledDatabase = async (
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<FreshDatabase> => {
  await withServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) return;
    const { url } = await freshDatabase();
    await fill(url);
    await client.query(`ALTER DATABASE ${nameIn(url)} RENAME TO ${name}`);
  });
  return databaseFrom(name);
};

/** Puts a copy of another database in a database's place, under its name: as if an old one were restored. */
export const putBack = async (url: string, of: string): Promise<void> => {
  await onServer(`DROP DATABASE ${nameIn(url)} WITH (FORCE)`);
  await onServer(`CREATE DATABASE ${nameIn(url)} TEMPLATE ${nameIn(of)}`);
};

const serverUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: this project lacks its globalSetup');
  return url;
};

const withServer = async (use: (client: pg.Client) => Promise<void>): Promise<void> => {
  const timeouts = { connectionTimeoutMillis: 10_000, query_timeout: 120_000 };
  const client = new pg.Client({ connectionString: serverUrl(), ...timeouts });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
};

const onServer = (statement: string): Promise<void> =>
  withServer(async (client) => void (await client.query(statement)));
