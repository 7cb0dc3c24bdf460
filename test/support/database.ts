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
