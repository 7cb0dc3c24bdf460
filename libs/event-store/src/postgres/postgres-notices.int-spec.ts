import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#kernel';
import type { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { credited } from '../testing/suite-subject.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { PostgresNotices } from './postgres-notices.js';

let database: FreshDatabase;
let owner: Client;
let here: PostgresNotices;
let there: PostgresNotices;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await signIn(database.url);
  await makeLedgers(owner);
});
beforeEach(() => {
  here = new PostgresNotices(database.url);
  there = new PostgresNotices(database.url);
});
afterEach(() => Promise.all([here.close(), there.close()]));
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const LISTENING = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'`;
const listening = async (): Promise<void> => {
  while ((await owner.query(LISTENING)).rowCount === 0) await sleep(5);
};
/** What is heard, and how to wait for it. */
const ear = () => {
  const heard: number[] = [];
  const hears = async (position: number): Promise<void> => {
    while (!heard.includes(position)) await sleep(5);
  };
  return { heard, hears, hearer: (position: number) => void heard.push(position) };
};

describe('notices', () => {
  it('reach whoever listens to the subject in another process, the newest of each', async () => {
    const [log, other] = [ear(), ear()];
    here.listen('log/a', log.hearer);
    here.listen('log/b', other.hearer);
    await listening();
    for (let position = 1; position <= 50; position += 1) there.tell('log/a', position);
    there.tell('log/b', 7);
    await Promise.all([log.hears(50), other.hears(7)]);
    expect(log.heard.length).toBeLessThan(50);
    expect(other.heard).toEqual([7]);
  });

  it('are heard no more by whoever stopped listening', async () => {
    const [stopped, going] = [ear(), ear()];
    const stop = here.listen('log/a', stopped.hearer);
    here.listen('log/a', going.hearer);
    await listening();
    stop();
    there.tell('log/a', 1);
    await going.hears(1);
    expect(stopped.heard).toEqual([]);
  });

  it('are heard again after the connection was lost', async () => {
    const { hearer, hears } = ear();
    here.listen('log/a', hearer);
    await listening();
    await owner.query(`SELECT pg_terminate_backend(pid) FROM (${LISTENING}) AS listening`);
    while ((await owner.query(LISTENING)).rowCount !== 0) await sleep(5);
    await listening();
    there.tell('log/a', 3);
    await hears(3);
  });

  it('wake a store long before it would look for itself', async () => {
    const settings = { url: database.url, pollMilliseconds: 3_600_000 };
    const [reader, writer] = [
      new PostgresEventStore({ ...settings, notices: here }),
      new PostgresEventStore({ ...settings, notices: there }),
    ];
    const ledger = randomUUID();
    const { hearer, hears } = ear();
    reader.onGrowth(ledger, hearer);
    await listening();
    const recordedAt = '2026-11-22T04:00:00.000Z' as Instant;
    await writer.append({ ledger, events: [credited('pool-a'), credited('pool-a')], recordedAt });
    await hears(2);
    await Promise.all([reader.close(), writer.close()]);
  });
});
