import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { must, type Instant } from '#kernel';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { EMPTY_HEAD, seal, type Head, type NewEvent } from '../contract/index.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { PostgresEventStore } from './postgres-event-store.js';

const NOW = '2026-11-22T04:00:00.000Z' as Instant;
const LEDGER = 'growing';
const ROWS_READ = `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read
  FROM pg_stat_user_tables WHERE schemaname = 'ledger' AND relname IN ('event', 'command')`;

let database: FreshDatabase;
let owner: Client;
beforeAll(async () => {
  database = await freshDatabase();
  owner = await signIn(database.url);
  await makeLedgers(owner);
  for (const table of ['event', 'command'])
    await owner.query(`ALTER TABLE ledger.${table} SET (autovacuum_enabled = off)`);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const eventOf = (index: number): NewEvent => ({
  stream: `pool-${index}`,
  eventId: randomUUID(),
  type: 'Credited',
  schemaVersion: 2,
  occurredAt: NOW,
  body: '{"amount":1}',
  meta: '{}',
});

/** Writes one event on each of so many new streams, and one command for each. */
const grow = async (store: PostgresEventStore, head: Head, count: number): Promise<Head> => {
  const news = Array.from({ length: count }, (_, index) => eventOf(head.position + index));
  const events = seal({ ledger: LEDGER, head, recordedAt: NOW, versionOf: () => 0 }, news);
  const commands = events.map(({ position, stream }) => ({
    key: stream,
    requestHash: '',
    result: '{}',
    position,
  }));
  expect(await store.commit({ ledger: LEDGER, expected: head, events, commands })).toBe('COMMITTED');
  const last = must(events.at(-1), 'the last event');
  return { position: last.position, hash: last.hash, recordedAt: NOW };
};

const ask = async (store: PostgresEventStore, { position }: Head): Promise<void> => {
  const streams = [0, 1, 2].map((back) => `pool-${position - 1 - back}`);
  expect(await store.readLedger(LEDGER, position - 3, 10)).toHaveLength(3);
  expect(await store.readStreams(LEDGER, streams, position)).toHaveLength(3);
  expect((await store.streamVersions(LEDGER, streams, position)).size).toBe(3);
  expect(await store.findCommands(LEDGER, streams)).toHaveLength(3);
};

it('what is asked of a log costs the same however fast it grew since it was first asked', async () => {
  const early = new PostgresEventStore({ url: database.url, maxConnections: 1 });
  const head = await grow(early, EMPTY_HEAD, 20);
  await owner.query('ANALYZE ledger.event, ledger.command');
  for (let times = 0; times < 20; times += 1) await ask(early, head);

  const writer = new PostgresEventStore({ url: database.url });
  const grown = await grow(writer, head, 20_000);
  await writer.close();
  const rowsRead = async (): Promise<number> =>
    (await owner.query<{ read: number }>(ROWS_READ)).rows[0]?.read ?? 0;
  const before = await rowsRead();
  await ask(early, grown);
  await early.close();
  expect((await rowsRead()) - before).toBeLessThan(10_000);
});
