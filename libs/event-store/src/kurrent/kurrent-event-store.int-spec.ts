import { randomUUID } from 'node:crypto';
import { KurrentServer } from '../../../../test/support/kurrent/kurrent-server.js';
import { liveKurrentUrl } from '../../../../test/support/kurrent/live-server.js';
import { EMPTY_HEAD, seal, type NewEvent, type StoredEvent } from '../contract/index.js';
import { BatchRejected, OutcomeUnknown, StoreUnavailable, type SealedBatch } from '../port.js';
import { follow } from '../reader.js';
import { describeEventStore } from '../testing/contract-suite.js';
import { credited, NOON, times } from '../testing/suite-subject.js';
import { KurrentEventStore, type KurrentStoreOptions } from './kurrent-event-store.js';

let server: KurrentServer;
/** The first reading of a client takes it half a second. */
let store: KurrentEventStore;
let ledger: string;
const stores: KurrentEventStore[] = [];
beforeAll(async () => {
  server = await KurrentServer.start();
  store = await KurrentEventStore.open({ url: server.url, retryMilliseconds: 20 });
});
beforeEach(() => {
  ledger = randomUUID();
});
afterEach(async () => {
  server.mishap = () => undefined;
  server.bare = false;
  await Promise.all(stores.splice(0).map((another) => another.close()));
});
afterAll(async () => {
  await store.close();
  await server.close();
});

describeEventStore("event store on KurrentDB's protocol", () => KurrentEventStore.open({ url: server.url }));

(liveKurrentUrl === undefined ? describe.skip : describe)('event store on a live server', () => {
  describeEventStore('KurrentDB', () => KurrentEventStore.open({ url: liveKurrentUrl ?? '' }));
});

const opened = async (options: Omit<KurrentStoreOptions, 'url'> = {}): Promise<KurrentEventStore> => {
  const another = await KurrentEventStore.open({ url: server.url, retryMilliseconds: 20, ...options });
  stores.push(another);
  return another;
};
const firstBatch = (events: readonly NewEvent[] = [credited('pool-a')]): SealedBatch => {
  const place = { ledger, head: EMPTY_HEAD, recordedAt: NOON, versionOf: () => 0 };
  return { ledger, expected: EMPTY_HEAD, events: seal(place, events), commands: [] };
};
/** What follows a batch: one more event of its first stream, or of another one. */
const next = ({ events }: SealedBatch, stream = 'pool-a'): SealedBatch => {
  const last = events.at(-1);
  if (last === undefined) throw new Error('a batch without events');
  const expected = { position: last.position, hash: last.hash, recordedAt: last.recordedAt };
  const versionOf = (name: string): number => events.filter((event) => event.stream === name).length;
  const sealed = seal({ ledger, head: expected, recordedAt: NOON, versionOf }, [credited(stream)]);
  return { ledger, expected, events: sealed, commands: [] };
};
const everything = async (): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of follow(store, ledger)) events.push(...page);
  return events;
};
const command = { key: '键-1', requestHash: 'h', result: '{}', position: 1 };

describe('what stands in KurrentDB', () => {
  it('is the very bytes that were hashed, as bytes', async () => {
    const batch = firstBatch();
    await store.commit(batch);
    const [record] = server.log.stream(`reserve-pool.${ledger}.log`);
    expect(Buffer.from(record?.data ?? []).toString()).toBe(batch.events[0]?.body);
    expect(record?.properties).toMatchObject({
      meta: batch.events[0]?.meta,
      hash: batch.events[0]?.hash,
      eventId: batch.events[0]?.eventId,
      stream: 'pool-a',
      version: '1',
    });
  });

  it('keeps apart streams whose names differ in case, and has a name for any', async () => {
    const names = ['pool-A', 'pool-a', 'pool_41', '库-一', 'a.b', 'a/b'];
    await store.commit(firstBatch([...names, ...names].map((name) => credited(name))));
    expect(await store.streamVersions(ledger, names, 99)).toEqual(new Map(names.map((name) => [name, 2])));
    for (const name of names) {
      const positions = (await store.readStreams(ledger, [name], 99)).map(({ position }) => position);
      expect(positions).toEqual([names.indexOf(name) + 1, names.indexOf(name) + 1 + names.length]);
    }
  });

  it('reads streams whose events lie far apart', async () => {
    const events = times(120).map((index) => credited(index % 50 === 0 ? 'rare' : `pool-${index}`));
    await store.commit(firstBatch(events));
    const found = await store.readStreams(ledger, ['rare', 'pool-60', 'nothing'], 101);
    expect(found.map(({ position }) => position)).toEqual([1, 51, 61, 101]);
  });
});

describe('an older KurrentDB', () => {
  it('is refused at once, with what is missing', async () => {
    const old = await KurrentServer.start({ version: '25.1.2', appendsRecords: false });
    await expect(KurrentEventStore.open({ url: old.url })).rejects.toMatchObject({
      name: 'UnsupportedServer',
      message: expect.stringContaining('KurrentDB 25.1.2 has no AppendRecords with checks; version 26.1'),
    });
    await old.close();
  });
});

describe.each([
  ['that say why', false],
  ['that do not', true],
])('refusals %s', (_, bare) => {
  beforeEach(() => {
    server.bare = bare;
  });

  it('mean the same', async () => {
    const batch = { ...firstBatch(), commands: [command] };
    expect(await store.commit(batch)).toBe('COMMITTED');
    expect(await store.commit(firstBatch())).toBe('LOST');
    expect(await store.commit({ ...next(batch), commands: [command] })).toBe('REPEATED');
    const second = next(batch);
    const taken = { ...second, events: second.events.map((event) => ({ ...event, version: 1 })) };
    await expect(store.commit(taken)).rejects.toBeInstanceOf(BatchRejected);
    expect(await store.commit(second)).toBe('COMMITTED');
  });
});

describe('a refusal without a cause that can be found', () => {
  it('says that the store is unavailable', async () => {
    server.refuses = true;
    await expect(store.commit(firstBatch())).rejects.toBeInstanceOf(StoreUnavailable);
    server.refuses = false;
    expect(await store.commit(firstBatch())).toBe('COMMITTED');
  });
});

describe('a batch', () => {
  it('is rejected when the server finds it too large', async () => {
    const large = { ...credited('pool-a'), body: JSON.stringify({ note: 'x'.repeat(1_100_000) }) };
    await expect(store.commit(firstBatch([large]))).rejects.toBeInstanceOf(BatchRejected);
    expect(await store.head(ledger)).toEqual(EMPTY_HEAD);
  });

  it('is rejected when it contradicts itself', async () => {
    const twice = credited('pool-a');
    await expect(store.commit(firstBatch([twice, twice]))).rejects.toBeInstanceOf(BatchRejected);
    const batch = firstBatch([credited('pool-a'), credited('pool-a')]);
    const jumping = batch.events.map((event) => ({ ...event, version: 2 * event.version - 1 }));
    await expect(store.commit({ ...batch, events: jumping })).rejects.toBeInstanceOf(BatchRejected);
  });
});

describe('a connection that breaks', () => {
  it.each([
    ['REQUEST_LOST', 0],
    ['ANSWER_LOST', 1],
  ] as const)('under a write leaves its outcome unknown: %s', async (mishap, written) => {
    server.mishap = () => mishap;
    await expect(store.commit(firstBatch())).rejects.toBeInstanceOf(OutcomeUnknown);
    server.mishap = () => undefined;
    expect((await store.head(ledger)).position).toBe(written);
    expect(await store.commit(firstBatch())).toBe(written === 1 ? 'LOST' : 'COMMITTED');
  });

  it('is told as unreachable while nobody is there, and is no obstacle afterwards', async () => {
    const batch = firstBatch();
    await store.commit(batch);
    server.down();
    await expect(store.head(ledger)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.commit(next(batch))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(opened()).rejects.toBeInstanceOf(StoreUnavailable);
    await server.up();
    expect(await store.commit(next(batch))).toBe('COMMITTED');
    expect(await everything()).toHaveLength(2);
  });

  it('does not keep a listener from hearing what was written meanwhile', async () => {
    const node = await KurrentServer.start({ log: server.log });
    const other = await KurrentEventStore.open({ url: node.url });
    const batch = firstBatch();
    await other.commit(batch);
    const heard = new Promise<void>((resolve) => {
      store.onGrowth(ledger, (position) => position === 2 && resolve());
    });
    server.down();
    await other.commit(next(batch));
    await server.up();
    await heard;
    await other.close();
    await node.close();
  });
});

describe('the head', () => {
  it('is not moved by another process while somebody holds it', async () => {
    const other = await opened();
    const batch = firstBatch();
    // From now on the other one believes the head to be free.
    await other.commit(batch);
    const [mine, theirs] = [next(batch, 'pool-b'), next(batch, 'pool-c')];
    const { racing } = await store.withLockedHead(ledger, async (locked) => {
      const waiting = other.commit(theirs);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await locked.readLedger(ledger, 0, 10)).toEqual(batch.events);
      expect(await locked.commit(mine)).toBe('COMMITTED');
      return { racing: waiting };
    });
    expect(await racing).toBe('LOST');
    expect((await everything()).at(-1)).toEqual(mine.events[0]);
  });

  it('is taken from who holds it too long, and what they write then is refused', async () => {
    const other = await opened({ holdMilliseconds: 100 });
    const batch = firstBatch();
    await store.commit(batch);
    const late = store.withLockedHead(ledger, async (locked) => {
      expect(await other.commit(next(batch, 'pool-c'))).toBe('COMMITTED');
      return locked.commit(next(batch, 'pool-b'));
    });
    await expect(late).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await everything()).map(({ stream }) => stream)).toEqual(['pool-a', 'pool-c']);
  });

  it('is free again for who could not say that they were done', async () => {
    const patient = await opened({ holdMilliseconds: 600_000 });
    const batch = firstBatch();
    let appends = 0;
    // Neither the batch nor the release that follows its failure arrive.
    server.mishap = () => ((appends += 1) > 1 ? 'REQUEST_LOST' : undefined);
    const lost = patient.withLockedHead(ledger, (locked) => locked.commit(batch));
    await expect(lost).rejects.toBeInstanceOf(OutcomeUnknown);
    server.mishap = () => undefined;
    expect(await patient.withLockedHead(ledger, (locked) => locked.commit(batch))).toBe('COMMITTED');
  });
});
