import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** An empty database of its own for one suite. */
export interface FreshDatabase {
  readonly url: string;
  /** Drops it, closing connections that are still open. */
  drop(): Promise<void>;
}

/** Creates an empty database on the server that the run started (see database.setup.ts). */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

/** A database with what another one holds; nobody may be connected to that one. */
export const copyDatabase = async (of: string): Promise<FreshDatabase> => {
  const copy = await freshDatabase();
  await putBack(copy.url, of);
  return copy;
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

const onServer = async (statement: string): Promise<void> => {
  const timeouts = { connectionTimeoutMillis: 10_000, query_timeout: 10_000 };
  const client = new pg.Client({ connectionString: serverUrl(), ...timeouts });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
