import pg from 'pg';
import { filledDatabase, freshDatabase } from './database.js';

const ask = async (url: string, question: string): Promise<unknown[][]> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  await client.connect();
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
};

describe('fresh database', () => {
  it('is empty, and apart from any other', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await ask(one.url, 'CREATE TABLE only_here ()');
    const tables = "SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'";
    expect(await ask(one.url, tables)).toEqual([[1]]);
    expect(await ask(other.url, tables)).toEqual([[0]]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('is filled once for all who ask for the same name, each with a copy of its own', async () => {
    let filled = 0;
    const fill = async (url: string): Promise<void> => {
      filled += 1;
      await ask(url, 'CREATE TABLE filling ()');
    };
    const copies = await Promise.all([1, 2, 3].map(() => filledDatabase('filled_for_a_test', fill)));
    expect(filled).toBe(1);
    for (const { url } of copies) {
      expect(await ask(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([
        ['filling'],
      ]);
      await ask(url, 'DROP TABLE filling');
    }
    await Promise.all(copies.map((copy) => copy.drop()));
  });

  it('is gone once dropped, even with a connection open', async () => {
    const database = await freshDatabase();
    const open = new pg.Client({
      connectionString: database.url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    open.on('error', () => undefined);
    await open.connect();
    await database.drop();
    await expect(ask(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('stands on a server as durable as in production', async () => {
    const durable =
      "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";
    expect(await ask(process.env['TEST_DATABASE_URL'] ?? '', durable)).toEqual([['on'], ['on'], ['on']]);
  });
});
