import { DebianPostgres, hasPostgres15 } from '../../../../test/support/debian-postgres.js';
import { describeEventStore } from '../testing/contract-suite.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** The oldest PostgreSQL the service runs on; with `STORES=all` (`npm run test:stores`). */
const there = process.env['STORES'] === 'all' && hasPostgres15;

(there ? describe : describe.skip)('PostgreSQL 15', () => {
  let server: DebianPostgres | undefined;
  beforeAll(async () => {
    server = await DebianPostgres.start();
    const owner = await signIn(server.url);
    await makeLedgers(owner);
    await owner.end();
  });
  afterAll(() => server?.stop());

  describeEventStore('event store', () => new PostgresEventStore({ url: server?.url ?? '' }));
});
