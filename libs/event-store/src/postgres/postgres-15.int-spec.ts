import { rm } from 'node:fs/promises';
import { DebianPostgres, installed, serverFolder } from '../../../../test/support/debian-postgres.js';
import { describeEventStore } from '../testing/contract-suite.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** The oldest PostgreSQL the service runs on; with `STORES=all` (`npm run test:stores`). */
const there = process.env['STORES'] === 'all' && installed('PostgreSQL 15');

(there ? describe : describe.skip)('PostgreSQL 15', () => {
  let folder = '';
  let server: DebianPostgres | undefined;
  beforeAll(async () => {
    folder = await serverFolder();
    server = await DebianPostgres.start(folder);
    const owner = await signIn(server.url);
    await makeLedgers(owner);
    await owner.end();
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  describeEventStore('event store', () => new PostgresEventStore({ url: server?.url ?? '' }));
});
