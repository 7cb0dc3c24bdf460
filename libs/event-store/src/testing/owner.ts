import { Client } from 'pg';
import { LEDGER_SCHEMA } from '../postgres/schema.js';

/** Signs in past the store, as whoever the URL names. */
export const signIn = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Makes the log's tables, as a migration would. */
export const makeLedgers = async (client: Client): Promise<void> => {
  for (const statement of LEDGER_SCHEMA) await client.query(statement);
};
