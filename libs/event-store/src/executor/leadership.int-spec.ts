import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { EMPTY_HEAD, verifyChain, type StoredEvent } from '../contract/index.js';
import type { CommitResult, SealedBatch } from '../port.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { PostgresLeases } from '../postgres/postgres-leases.js';
import { follow } from '../reader.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { Leadership, LedgerExecutor, type LeadershipOptions } from './index.js';

/** Nothing happens by itself: a test looks when it wants to. */
const BY_HAND = { leaseMilliseconds: 60_000, renewMilliseconds: 60_000, watchMilliseconds: 60_000 };

let database: FreshDatabase;
let owner: Client;
let ledger: string;
let leases: PostgresLeases;
let store: RecordingStore;
let parties: Leadership[];

/** Knows which batches were written under a lease, and what came of them. */
class RecordingStore extends PostgresEventStore {
  readonly underLease: CommitResult[] = [];
  before: () => Promise<unknown> = () => Promise.resolve();
  override async commit(batch: SealedBatch): Promise<CommitResult> {
    await this.before();
    const result = await super.commit(batch);
    if (batch.lease !== undefined) this.underLease.push(result);
    return result;
  }
}

beforeAll(async () => {
  database = await freshDatabase();
  owner = await signIn(database.url);
  await makeLedgers(owner);
});
beforeEach(() => {
  ledger = randomUUID();
  leases = new PostgresLeases({ url: database.url });
  store = new RecordingStore({ url: database.url });
  parties = [];
});
afterEach(async () => {
  await Promise.all(parties.map((party) => party.end()));
  await Promise.all([leases.close(), store.close()]);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const party = async (
  options: Omit<LeadershipOptions, 'ledger'> = BY_HAND,
  address?: string,
): Promise<Leadership> => {
  const leadership = new Leadership(leases, { ledger, ...options });
  parties.push(leadership);
  await leadership.begin(address);
  return leadership;
};
const executorOf = (lease?: Leadership): LedgerExecutor =>
  new LedgerExecutor(store, {
    ledger,
    deciders: toyDeciders,
    catalogue: toyEvents,
    clock: new ToyClock(),
    lease,
  });
const credit = (amount = 1) => order('Credit', { pools: ['a'], amount });
const draw = (key?: string) => order('Draw', { pools: ['a'], amount: 1 }, { key });
const row = async (): Promise<{ epoch: string; lease_owner: string | null; left: number }> => {
  const { rows } = await owner.query(
    `SELECT epoch, lease_owner, extract(epoch FROM lease_until - clock_timestamp())::float AS left
     FROM ledger.ledger_head WHERE ledger = $1`,
    [ledger],
  );
  return rows[0];
};
const expire = (): Promise<unknown> =>
  owner.query(`UPDATE ledger.ledger_head SET lease_until = clock_timestamp() - interval '1 second'
    WHERE ledger = '${ledger}'`);
const everything = async (): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of follow(store, ledger)) events.push(...page);
  expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  return events;
};

describe('the lease', () => {
  it('goes to the first who asks, also on a ledger without a head', async () => {
    const first = await party(BY_HAND, 'http://first');
    const second = await party(BY_HAND, 'http://second');
    expect([first.leads, second.leads]).toEqual([true, false]);
    expect([first.leader, second.leader]).toEqual([undefined, 'http://first']);
  });

  it('goes to the next in a new epoch when its time is over, and the first hears of it', async () => {
    const [first, second] = [await party(), await party()];
    const before = first.held?.epoch ?? 0;
    await expire();
    await second.look();
    await first.look();
    expect([first.leads, second.leads]).toEqual([false, true]);
    expect(second.held?.epoch).toBe(before + 1);
  });

  it('stays in its epoch while its holder renews it, even late', async () => {
    const first = await party();
    const { held } = first;
    await expire();
    await first.look();
    expect(first.held).toEqual(held);
    expect((await row()).left).toBeGreaterThan(50);
  });

  it('is free at once when it is given back', async () => {
    const [first, second] = [await party(), await party()];
    await first.end();
    await second.look();
    expect(second.leads).toBe(true);
  });

  it('is given back by nobody else', async () => {
    const [first, second] = [await party(), await party()];
    await second.end();
    await leases.release(ledger, 'a stranger');
    await first.look();
    expect((await row()).lease_owner).not.toBeNull();
    expect(first.leads).toBe(true);
  });

  it('is kept by a holder who is alive, and taken from one who is gone', async () => {
    const pace = { leaseMilliseconds: 400, renewMilliseconds: 100, watchMilliseconds: 50 };
    const gone = new PostgresLeases({ url: database.url });
    const first = new Leadership(gone, { ledger, ...pace });
    await first.begin();
    const second = await party(pace);
    await sleep(800);
    expect(second.leads).toBe(false);
    await gone.close();
    await sleep(800);
    expect(second.leads).toBe(true);
    await first.end();
  });
});

describe('an executor with the lease', () => {
  it('writes under it, and each batch renews it', async () => {
    const leader = await party();
    await executorOf(leader).submit(credit());
    await expire();
    await executorOf(leader).submit(credit());
    expect(store.underLease).toEqual(['COMMITTED', 'COMMITTED']);
    expect((await row()).left).toBeGreaterThan(50);
    expect((await row()).epoch).toBe('1');
  });

  it('is fenced once somebody else has it, although nobody has written since', async () => {
    const [first, second] = [await party(), await party()];
    const executor = executorOf(first);
    await executor.submit(credit(2));
    // The batch is decided and on its way when the lease is taken.
    store.before = () => expire().then(() => second.look());
    expect(await executor.submit(draw())).toMatchObject({ ok: true, position: 2 });
    expect(store.underLease).toEqual(['COMMITTED', 'LOST']);
    await first.look();
    expect([first.leads, second.leads]).toEqual([false, true]);
  });

  it('goes on in the epoch that a write without the lease has begun', async () => {
    const leader = await party();
    const executor = executorOf(leader);
    await executor.submit(credit());
    await executorOf().submit(credit());
    expect((await row()).epoch).toBe('2');
    for (let turn = 0; turn < 3; turn += 1) await executor.submit(credit());
    expect(store.underLease).toEqual(['COMMITTED', 'LOST', 'COMMITTED', 'COMMITTED']);
    expect(leader.leads).toBe(true);
  });
});

describe('an executor without the lease', () => {
  it('locks the head first, and tells its holder by a new epoch', async () => {
    const [, second] = [await party(), await party()];
    await executorOf(second).submit(credit());
    expect(store.underLease).toEqual([]);
    expect((await row()).epoch).toBe('2');
  });

  it('takes it with its next batch when its time is over', async () => {
    const [, second] = [await party(), await party()];
    const executor = executorOf(second);
    await expire();
    await executor.submit(credit());
    await executor.submit(credit());
    expect(second.leads).toBe(true);
    expect(store.underLease).toEqual(['COMMITTED']);
  });
});

it('three executors that take the lease from each other grant exactly what there is', async () => {
  const three = [await party(), await party(), await party()];
  const executors = three.map((leadership) => executorOf(leadership));
  await executors[0]?.submit(credit(300));
  const state = { running: true };
  const thief = async (): Promise<void> => {
    for (let turn = 0; state.running; turn += 1) {
      await expire();
      await three[turn % 3]?.look();
      await sleep(5);
    }
  };
  const robbing = thief();
  const outcomes = await Promise.all(
    Array.from({ length: 600 }, async (_, index) => {
      await sleep(index);
      return executors[index % 3]?.submit(draw(`draw-${index % 500}`));
    }),
  );
  state.running = false;
  await robbing;
  const drawn = (await everything()).filter(({ type }) => type === 'Drawn');
  expect(drawn).toHaveLength(300);
  expect(outcomes.filter((outcome) => outcome?.ok === true && !outcome.replayed)).toHaveLength(300);
  expect(store.underLease).toEqual(expect.arrayContaining(['COMMITTED', 'LOST']));
});
