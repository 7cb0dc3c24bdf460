import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DebianPostgres, installed, serverFolder } from '../../../../test/support/debian-postgres.js';
import { LedgerExecutor } from '../executor/index.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** A primary that waits for a standby, and the standby; with `STORES=all` (`npm run test:stores`). */
const there = process.env['STORES'] === 'all' && installed('a synchronous standby');

const WAITING = `SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
const KEPT = 'SELECT position FROM ledger.command';

(there ? describe : describe.skip)('a repeated command', () => {
  let folder = '';
  let primary: DebianPostgres;
  let standby: DebianPostgres | undefined;
  const stores: PostgresEventStore[] = [];

  beforeAll(async () => {
    folder = await serverFolder();
    primary = await DebianPostgres.start(folder);
    const owner = await signIn(primary.url);
    await makeLedgers(owner);
    await owner.end();
  });
  afterAll(async () => {
    // Whoever still waits for a standby would be waited for.
    await primary.set('synchronous_standby_names', '');
    await Promise.all(stores.map((store) => store.close()));
    await standby?.stop();
    await primary.stop();
    await rm(folder, { recursive: true });
  });

  const executorOn = (ledger: string, url: string): LedgerExecutor => {
    const store = new PostgresEventStore({ url });
    stores.push(store);
    const settings = { ledger, deciders: toyDeciders, catalogue: toyEvents, clock: new ToyClock() };
    return new LedgerExecutor(store, settings);
  };

  it('is answered only when a standby has what its first writer did not wait for', async () => {
    const ledger = randomUUID();
    await primary.set('synchronous_standby_names', '*');
    const credit = order('Credit', { pools: ['a'], amount: 1 }, { key: 'k' });
    // What is left of a writer whose wait for the standby was cut short.
    const hasty = `${primary.url}?options=${encodeURIComponent('-c synchronous_commit=local')}`;
    expect(await executorOn(ledger, hasty).submit(credit)).toMatchObject({ ok: true, position: 1 });

    const answers: string[] = [];
    const again = executorOn(ledger, primary.url)
      .submit(credit)
      .finally(() => answers.push('answered'));
    while ((await primary.ask(WAITING)).length === 0 && answers.length === 0) await sleep(5);
    expect(answers).toEqual([]);

    standby = await primary.standby();
    expect(await again).toMatchObject({ ok: true, position: 1, replayed: true });
    expect(await standby.ask(KEPT)).toEqual([{ position: '1' }]);
  });
});
