import { randomUUID } from 'node:crypto';
import { must, type Instant } from '#kernel';
import { decode, EMPTY_HEAD, verifyChain, type NewEvent, type StoredEvent } from '../contract/index.js';
import { BatchRejected, type AppendRequest, type AppendResult, type EventStore } from '../port.js';
import { follow, HoleInLog } from '../reader.js';
import { toyEvents } from './toy-domain.js';

/** Opens the store; doing so again is what comes after a crash of the process. */
export type OpenStore = () => EventStore;
type Given = () => { readonly store: EventStore; readonly reopen: () => Promise<EventStore> };

/** A new one for each test. */
let ledger: string;

const NOON = '2026-11-22T04:00:00.000Z' as Instant;
const LATER = '2026-11-22T05:00:00.000Z' as Instant;

const credited = (stream: string, amount = 1): NewEvent => ({
  stream,
  eventId: randomUUID(),
  type: 'Credited',
  schemaVersion: 2,
  occurredAt: NOON,
  body: JSON.stringify({ amount, note: '示例 "quoted" \\ back\u0000slash \uD83C\uDF0A' }),
  meta: JSON.stringify({ actor: 'officer', commandId: 'c-1' }),
});
const request = (events: readonly NewEvent[], rest: Partial<AppendRequest> = {}): AppendRequest => ({
  ledger,
  events,
  recordedAt: NOON,
  ...rest,
});
const appended = (result: AppendResult): readonly StoredEvent[] => {
  if (result.outcome !== 'APPENDED') throw new Error(`expected APPENDED, got ${JSON.stringify(result)}`);
  return result.events;
};
const everything = async (store: EventStore, pageSize = 3): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of follow(store, ledger, { pageSize })) events.push(...page);
  return events;
};
const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const describeAppending = (given: Given): void => {
  it('starts empty', async () => {
    expect(await given().store.head(ledger)).toEqual(EMPTY_HEAD);
    expect(await everything(given().store)).toEqual([]);
  });

  it('gives back exactly what was appended, in one order over several streams', async () => {
    const { store } = given();
    const events = appended(await store.append(request(['pool-a', 'pool-b', 'pool-a'].map((s) => credited(s)))));
    expect(events.map(({ position, stream, version }) => [position, stream, version])).toEqual([
      [1, 'pool-a', 1],
      [2, 'pool-b', 1],
      [3, 'pool-a', 2],
    ]);
    expect(await everything(store, 2)).toEqual(events);
    expect(await store.readStreams(ledger, ['pool-a'], 3)).toEqual([events[0], events[2]]);
    expect(await store.readStreams(ledger, ['pool-a', 'pool-b'], 2)).toEqual(events.slice(0, 2));
    expect(await store.head(ledger)).toEqual({ position: 3, hash: events[2]?.hash, recordedAt: NOON });
  });

  it('knows the versions of streams as of a position', async () => {
    const { store } = given();
    await store.append(request(['pool-a', 'pool-b', 'pool-a'].map((s) => credited(s))));
    const versions = (upTo: number) => store.streamVersions(ledger, ['pool-a', 'pool-b', 'pool-c'], upTo);
    expect(Object.fromEntries(await versions(3))).toEqual({ 'pool-a': 2, 'pool-b': 1 });
    expect(Object.fromEntries(await versions(1))).toEqual({ 'pool-a': 1 });
  });

  it('never lets recorded time fall', async () => {
    const { store } = given();
    await store.append(request([credited('pool-a')], { recordedAt: LATER }));
    const [second] = appended(await store.append(request([credited('pool-a')], { recordedAt: NOON })));
    expect(second).toMatchObject({ recordedAt: LATER, occurredAt: NOON });
  });

  it('keeps ledgers apart', async () => {
    const { store } = given();
    await store.append(request([credited('pool-a')]));
    const [other] = appended(await store.append(request([credited('pool-a')], { ledger: `${ledger}-other` })));
    expect(other).toMatchObject({ ledger: `${ledger}-other`, position: 1, version: 1 });
  });
};

const describeChecks = (given: Given): void => {
  it.each([
    ['pool-a', 1, true],
    ['pool-a', 2, false],
    ['pool-a', 'exists', true],
    ['pool-a', 'none', false],
    ['pool-a', 'any', true],
    ['pool-z', 0, true],
    ['pool-z', 'none', true],
    ['pool-z', 'exists', false],
  ] as const)('checks %s to be at %s although another stream is written', async (stream, expected, holds) => {
    const { store } = given();
    await store.append(request([credited('pool-a')]));
    const result = await store.append(request([credited('pool-b')], { checks: [{ stream, expected }] }));
    expect(result.outcome).toBe(holds ? 'APPENDED' : 'CHECK_FAILED');
    expect((await store.head(ledger)).position).toBe(holds ? 2 : 1);
  });

  it('names every check that fails, with what it found', async () => {
    const checks = [
      { stream: 'pool-a', expected: 3 },
      { stream: 'pool-b', expected: 'none' },
      { stream: 'pool-c', expected: 'exists' },
    ] as const;
    expect(await given().store.append(request([credited('pool-a')], { checks }))).toEqual({
      outcome: 'CHECK_FAILED',
      failed: [
        { stream: 'pool-a', expected: 3, actual: 0 },
        { stream: 'pool-c', expected: 'exists', actual: 0 },
      ],
    });
  });
};

const describeIdempotency = (given: Given): void => {
  const command = { key: 'key-1', requestHash: 'h', result: '{"ok":true}' };

  it('answers a repeated key from its record and writes nothing', async () => {
    const { store } = given();
    await store.append(request([credited('pool-a')], { command }));
    const again = await store.append(request([credited('pool-a')], { command: { ...command, requestHash: 'other' } }));
    expect(again).toEqual({ outcome: 'REPEATED', command: { ...command, position: 1 } });
    expect(await store.findCommands(ledger, ['key-0', 'key-1'])).toEqual([{ ...command, position: 1 }]);
    expect((await store.head(ledger)).position).toBe(1);
  });

  it('keeps a command without events, leaving the head where it is', async () => {
    const { store } = given();
    const { head } = await sealedOnce(store);
    const commands = [{ ...command, position: head.position }];
    const batch = { ledger, expected: head, events: [], commands };
    expect(await store.commit(batch)).toBe('COMMITTED');
    expect(await store.commit(batch)).toBe('REPEATED');
    expect(await store.head(ledger)).toEqual(head);
  });
};

/** One event in the log, and the batch that would follow it. */
const sealedOnce = async (store: EventStore) => {
  const result = await store.append(request([credited('pool-a')]));
  if (result.outcome !== 'APPENDED') throw new Error(result.outcome);
  return { head: result.head, event: must(result.events[0], 'event') };
};

const describeCommitting = (given: Given): void => {
  it('writes nothing of a batch decided on another head', async () => {
    const { store } = given();
    const { head, event } = await sealedOnce(store);
    const next = { ...event, position: 2, version: 2, eventId: randomUUID() };
    const commands = [{ key: 'k', requestHash: '', result: '{}', position: 2 }];
    for (const expected of [EMPTY_HEAD, { ...head, hash: 'f'.repeat(64) }]) {
      expect(await store.commit({ ledger, expected, events: [next], commands })).toBe('LOST');
    }
    expect(await everything(store)).toEqual([event]);
    expect(await store.findCommands(ledger, ['k'])).toEqual([]);
  });

  it.each([
    ['a stream version that is taken', { version: 1, eventId: randomUUID() }],
    ['an event id that is taken', { version: 2 }],
    ['a NUL character', { version: 2, eventId: randomUUID(), stream: 'pool-\u0000' }],
  ])('rejects %s, and nothing of the batch is written', async (_, change) => {
    const { store } = given();
    const { head, event } = await sealedOnce(store);
    const good = { ...event, position: 2, stream: 'pool-b', eventId: randomUUID() };
    const events = [good, { ...event, position: 3, ...change }];
    const batch = { ledger, expected: head, events, commands: [] };
    await expect(store.commit(batch)).rejects.toBeInstanceOf(BatchRejected);
    expect(await everything(store)).toEqual([event]);
  });

  it('lets whoever holds the head win, and nobody see a commit whose work fails', async () => {
    const { store } = given();
    const { head, event } = await sealedOnce(store);
    const next = { ...event, position: 2, version: 2, eventId: randomUUID() };
    const batch = { ledger, expected: head, events: [next], commands: [] };
    const failing = store.withLockedHead(ledger, async (locked) => {
      await locked.commit(batch);
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toBeInstanceOf(RangeError);
    expect(await store.head(ledger)).toEqual(head);
    const racing = store.withLockedHead(ledger, async (locked) => {
      const outside = store.commit({ ...batch, events: [{ ...next, eventId: randomUUID() }] });
      expect(await locked.readLedger(ledger, 0, 10)).toEqual([event]);
      expect(await locked.commit(batch)).toBe('COMMITTED');
      return { outside };
    });
    expect(await (await racing).outside).toBe('LOST');
    expect(await everything(store)).toEqual([event, next]);
  });
};

const describeReading = (given: Given): void => {
  it('stays gapless, ordered and chained under concurrent writers of one stream', async () => {
    const { store } = given();
    const writers = times(12).map(async (writer) => {
      for (const turn of times(5)) await store.append(request([credited('pool-a', writer), credited(`pool-${turn}`)]));
    });
    await Promise.all(writers);
    const events = await everything(store, 7);
    expect(events.map(({ position }) => position)).toEqual(times(120).map((index) => index + 1));
    const hot = events.filter(({ stream }) => stream === 'pool-a').map(({ version }) => version);
    expect(hot).toEqual(times(60).map((index) => index + 1));
    expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  });

  it('lets a follower catch up from where it stopped, and tells it when there is more', async () => {
    const { store } = given();
    await store.append(request(times(7).map(() => credited('pool-a'))));
    const pages: number[][] = [];
    for await (const page of follow(store, ledger, { after: 1, pageSize: 3 })) {
      pages.push(page.map(({ position }) => position));
    }
    expect(pages).toEqual([
      [2, 3, 4],
      [5, 6, 7],
    ]);
    const heard = new Promise<number>((resolve) => {
      const stop = store.onGrowth(ledger, (position) => {
        stop();
        resolve(position);
      });
    });
    await store.append(request([credited('pool-a')]));
    expect(await heard).toBe(8);
  });

  it('stops at a hole', async () => {
    const { store } = given();
    await store.append(request(times(5).map(() => credited('pool-a'))));
    const holed = {
      readLedger: async (name: string, after: number, limit: number) =>
        (await store.readLedger(name, after, limit + 1)).filter(({ position }) => position !== 4).slice(0, limit),
    };
    const seen: number[] = [];
    const reading = (async () => {
      for await (const page of follow(holed, ledger, { pageSize: 2 })) seen.push(page.length);
    })();
    await expect(reading).rejects.toEqual(new HoleInLog(ledger, 4));
    expect(seen).toEqual([2]);
  });

  it('lifts old shapes to the newest and knows no unknown type', async () => {
    const { store } = given();
    const old = { ...credited('pool-a'), schemaVersion: 1, body: '{"sum":7}' };
    const strange = { ...credited('pool-a'), type: 'Abolished' };
    const [first, second] = appended(await store.append(request([old, strange])));
    expect(decode(must(first, 'first'), toyEvents)).toMatchObject({ data: { amount: 7 }, actor: 'officer', version: 1 });
    expect(() => decode(must(second, 'second'), toyEvents)).toThrow('event type Abolished of pool-a@2');
  });
};

const describeEndurance = (given: Given): void => {
  it('still has everything after being closed and reopened, and goes on from there', async () => {
    const { store, reopen } = given();
    const events = appended(await store.append(request([credited('pool-a'), credited('pool-b')])));
    const reopened = await reopen();
    expect(await everything(reopened)).toEqual(events);
    const [next] = appended(await reopened.append(request([credited('pool-a')])));
    expect(next).toMatchObject({ position: 3, version: 2 });
    expect(verifyChain(EMPTY_HEAD.hash, await everything(reopened))).toBeUndefined();
  });
};

/** What every store promises, whatever it is made of. */
export const describeEventStore = (name: string, open: OpenStore): void => {
  describe(name, () => {
    let store: EventStore;
    const reopen = async (): Promise<EventStore> => {
      await store.close();
      store = open();
      return store;
    };
    const given: Given = () => ({ store, reopen });

    beforeAll(() => {
      store = open();
    });
    beforeEach(() => {
      ledger = randomUUID();
    });
    afterAll(() => store.close());

    describe('append', () => describeAppending(given));
    describe('checks', () => describeChecks(given));
    describe('idempotency', () => describeIdempotency(given));
    describe('commit', () => describeCommitting(given));
    describe('reading', () => describeReading(given));
    describe('endurance', () => describeEndurance(given));
  });
};
