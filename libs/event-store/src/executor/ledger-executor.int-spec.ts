import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvariantViolation } from '#kernel';
import type { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { EMPTY_HEAD, metaOf, verifyChain, type StoredEvent } from '../contract/index.js';
import { OutcomeUnknown, type CommitResult, type EventStore, type SealedBatch } from '../port.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { follow } from '../reader.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { LedgerExecutor, type Outcome } from './index.js';

let database: FreshDatabase;
let owner: Client;
let ledger: string;
const stores: EventStore[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  owner = await signIn(database.url);
  await makeLedgers(owner);
});
beforeEach(() => {
  ledger = randomUUID();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const executorOn = (store: EventStore): LedgerExecutor => {
  stores.push(store);
  return new LedgerExecutor(store, {
    ledger,
    deciders: toyDeciders,
    catalogue: toyEvents,
    clock: new ToyClock(),
  });
};
const open = (): PostgresEventStore => new PostgresEventStore({ url: database.url });
const credit = (amount: number) => order('Credit', { pools: ['a'], amount });

const everything = async (): Promise<StoredEvent[]> => {
  const store = open();
  stores.push(store);
  const events: StoredEvent[] = [];
  for await (const page of follow(store, ledger)) events.push(...page);
  expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  return events;
};
const ofType = (events: readonly StoredEvent[], type: string): readonly StoredEvent[] =>
  events.filter((event) => event.type === type);
const commandIds = (events: readonly StoredEvent[]): readonly string[] =>
  events.map((event) => metaOf(event).commandId);

describe('executors on PostgreSQL', () => {
  it('grant exactly what there is when two of them race for it', async () => {
    const executors = [executorOn(open()), executorOn(open())];
    await executors[0]?.submit(credit(2_000));
    const draws = Array.from({ length: 4_000 }, async (_, index) => {
      const submission = order('Draw', { pools: ['a'], amount: 1 }, { key: `draw-${index}` });
      return executors[index % 2]?.submit(submission);
    });
    const outcomes = await Promise.all(draws);
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(2_000);
    const events = await everything();
    expect(ofType(events, 'Drawn')).toHaveLength(2_000);
    expect(ofType(events, 'CommandRefused')).toHaveLength(2_000);
  });

  it('lose nothing and double nothing while their connections are killed', async () => {
    let unknown = 0;
    class Watched extends PostgresEventStore {
      override commit(batch: SealedBatch): Promise<CommitResult> {
        return super.commit(batch).catch((error: unknown) => {
          if (error instanceof OutcomeUnknown) unknown += 1;
          throw error;
        });
      }
    }
    const executors = [0, 1].map(() => executorOn(new Watched({ url: database.url })));
    await executors[0]?.submit(credit(1_000_000));
    const acknowledged: string[] = [];
    const invoked = new Set<string>();
    const state = { running: true };

    const caller = async (index: number): Promise<void> => {
      for (let turn = 0; state.running; turn += 1) {
        const key = index % 3 === 0 ? undefined : `caller-${index}-${turn}`;
        const submission = order('Draw', { pools: ['a'], amount: 1 }, { key });
        const { commandId } = submission.command;
        invoked.add(commandId);
        const ask = (): Promise<Outcome | undefined> | undefined =>
          executors[index % 2]?.submit(submission).catch(() => undefined);
        let outcome = await ask();
        const repeats = key === undefined ? 0 : 20;
        for (let repeat = 0; repeat < repeats; repeat += 1) outcome ??= await ask();
        if (outcome?.ok === true) acknowledged.push(commandId);
      }
    };
    const killer = async (): Promise<void> => {
      for (let kills = 0; kills < 60; kills += 1) {
        await sleep(20 + Math.random() * 40);
        await owner.query(KILL_ONE);
      }
      state.running = false;
    };
    await Promise.all([killer(), ...Array.from({ length: 16 }, (_, index) => caller(index))]);

    const ids = commandIds(ofType(await everything(), 'Drawn'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !invoked.has(id))).toEqual([]);
    const written = new Set(ids);
    expect(acknowledged.filter((id) => !written.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(200);
    expect(unknown).toBeGreaterThan(2);
  });
  const KILL_ONE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`;

  it.each(['before', 'after'])(
    'write a batch once when its first statement arrives %s it is settled',
    async (moment) => {
      /** Sends its first batch twice: once as the executor knows it, and once as a straggler. */
      class Straggling extends PostgresEventStore {
        straggler: Promise<CommitResult> | undefined;
        deliver: () => void = () => undefined;
        override commit(batch: SealedBatch): Promise<CommitResult> {
          if (this.straggler !== undefined) return super.commit(batch);
          const delivery = new Promise<void>((resolve) => {
            this.deliver = resolve;
          });
          this.straggler = delivery.then(() => super.commit(batch));
          if (moment === 'before') this.deliver();
          const seen = moment === 'before' ? this.straggler : Promise.resolve();
          return seen.then(() => Promise.reject(new OutcomeUnknown('connection lost')));
        }
      }
      await executorOn(open()).submit(credit(5));
      const store = new Straggling({ url: database.url });
      const outcome = await executorOn(store).submit(order('Draw', { pools: ['a'], amount: 3 }));
      expect(outcome).toMatchObject({ ok: true, position: 2 });
      store.deliver();
      expect(await store.straggler).toBe(moment === 'before' ? 'COMMITTED' : 'LOST');
      expect((await everything()).map(({ type }) => type)).toEqual(['Credited', 'Drawn']);
    },
  );

  it('fail only the command that the database cannot take', async () => {
    const executor = executorOn(open());
    const submissions = [
      credit(1),
      order('Credit', { pools: ['\u0000'], amount: 1 }),
      order('Draw', { pools: ['\u0000'], amount: 0 }),
      order('Credit', { pools: ['a'], amount: 2 }, { key: 'k\u0000' }),
      order('Credit', { pools: ['a'], amount: 4, note: 'a NUL in a text is harmless: \u0000' }),
    ];
    const settled = await Promise.allSettled(submissions.map((submission) => executor.submit(submission)));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    for (const outcome of settled) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(InvariantViolation);
    }
    expect((await everything()).map(({ body }) => JSON.parse(body).amount)).toEqual([1, 4]);
  });
});
