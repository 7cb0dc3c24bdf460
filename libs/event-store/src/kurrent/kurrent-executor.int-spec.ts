import { randomUUID } from 'node:crypto';
import { InvariantViolation } from '#kernel';
import { KurrentServer, type Mishap } from '../../../../test/support/kurrent/kurrent-server.js';
import { EMPTY_HEAD, metaOf, verifyChain, type StoredEvent } from '../contract/index.js';
import { LedgerExecutor, type Outcome } from '../executor/index.js';
import type { EventStore } from '../port.js';
import { follow } from '../reader.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { KurrentEventStore } from './kurrent-event-store.js';

let server: KurrentServer;
let stores: readonly KurrentEventStore[];
let ledger: string;

beforeAll(async () => {
  server = await KurrentServer.start();
  const open = (): Promise<KurrentEventStore> =>
    KurrentEventStore.open({ url: server.url, holdMilliseconds: 200, pollMilliseconds: 5 });
  stores = await Promise.all([open(), open()]);
});
beforeEach(() => {
  ledger = randomUUID();
});
afterEach(() => {
  server.mishap = () => undefined;
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server.close();
});

const executorOn = (store: EventStore): LedgerExecutor =>
  new LedgerExecutor(store, { ledger, deciders: toyDeciders, catalogue: toyEvents, clock: new ToyClock() });
const credit = (amount: number, note?: string) => order('Credit', { pools: ['a'], amount, note });
const everything = async (): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (const store of stores.slice(0, 1))
    for await (const page of follow(store, ledger)) events.push(...page);
  expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  return events;
};
const ofType = (events: readonly StoredEvent[], type: string): readonly StoredEvent[] =>
  events.filter((event) => event.type === type);

describe("executors on KurrentDB's protocol", () => {
  it('grant exactly what there is when two of them race for it', async () => {
    const executors = stores.map(executorOn);
    await executors[0]?.submit(credit(150));
    const draws = Array.from({ length: 300 }, async (_, index) =>
      executors[index % 2]?.submit(order('Draw', { pools: ['a'], amount: 1 }, { key: `draw-${index}` })),
    );
    const outcomes = await Promise.all(draws);
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(150);
    const events = await everything();
    expect(ofType(events, 'Drawn')).toHaveLength(150);
    expect(ofType(events, 'CommandRefused')).toHaveLength(150);
  });

  it('lose nothing and double nothing while requests and answers get lost', async () => {
    const executors = stores.map(executorOn);
    await executors[0]?.submit(credit(1_000_000));
    let appends = 0;
    const fates: readonly (Mishap | undefined)[] = ['ANSWER_LOST', 'REQUEST_LOST'];
    server.mishap = () => {
      appends += 1;
      return fates[Math.floor(Math.random() * 10)];
    };
    const acknowledged: string[] = [];
    const caller = async (index: number): Promise<void> => {
      for (let turn = 0; turn < 12; turn += 1) {
        const key = `caller-${index}-${turn}`;
        const submission = order('Draw', { pools: ['a'], amount: 1 }, { key });
        let outcome: Outcome | undefined;
        while (outcome === undefined)
          outcome = await executors[index % 2]?.submit(submission).catch(() => undefined);
        if (outcome.ok) acknowledged.push(submission.command.commandId);
      }
    };
    await Promise.all(Array.from({ length: 4 }, (_, index) => caller(index)));
    const written = ofType(await everything(), 'Drawn').map((event) => metaOf(event).commandId);
    expect(written.toSorted()).toEqual(acknowledged.toSorted());
    expect(acknowledged).toHaveLength(48);
    expect(appends).toBeGreaterThan(20);
  });

  it('halve a batch that the server finds too large, until it takes all of it', async () => {
    const executor = executorOn(stores[0] as EventStore);
    const note = 'x'.repeat(30_000);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => executor.submit(credit(index, note))),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await everything()).toHaveLength(40);
  });

  it('fail only the command that no store can take', async () => {
    const executor = executorOn(stores[0] as EventStore);
    const poisoned = order('Credit', { pools: ['\u0000'], amount: 1 });
    const settled = await Promise.allSettled(
      [credit(1), poisoned, credit(2)].map((submission) => executor.submit(submission)),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(settled[1]).toMatchObject({ reason: expect.any(InvariantViolation) });
    expect((await everything()).map(({ body }) => JSON.parse(body).amount)).toEqual([1, 2]);
  });
});
