import { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { dataSourceOptions } from './data-source.js';
import { READER_ROLE, withinPlaces } from '../projection/place-security.js';

const PATIENCE_MS = 300;
/** Neither the question nor the end of its transaction is answered in time. */
const TOO_LONG = 'SELECT pg_sleep(0.8)';

let database: FreshDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  source = new DataSource(
    dataSourceOptions({ url: database.url, entities: [], migrations: [], statementMs: PATIENCE_MS }),
  );
  await source.initialize();
  await source.query(`DO $$ BEGIN CREATE ROLE ${READER_ROLE}; EXCEPTION WHEN duplicate_object THEN END $$`);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

it('nobody is lent a connection that is still in the transaction of somebody whose question was too slow', async () => {
  const slow = withinPlaces(source, ['320583'], (manager) => manager.query(TOO_LONG));
  await expect(slow).rejects.toThrow('Query read timeout');
  const [next] = await source.query<object[]>(
    `SELECT current_user = '${READER_ROLE}' AS bound, coalesce(current_setting('app.places', true), '') AS places`,
  );
  expect(next).toEqual({ bound: false, places: '' });
});
