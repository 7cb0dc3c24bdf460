import { randomUUID } from 'node:crypto';
import { EMPTY_HEAD } from '../contract/index.js';
import { BatchRejected } from '../port.js';
import { credited, LATER, NOON, type Given } from './suite-subject.js';

export const describeAppending = (given: Given): void => {
  it('gives back exactly what was appended, in one order over several streams', async () => {
    const { store, ledger } = given();
    const events = await given().appended(['pool-a', 'pool-b', 'pool-a'].map((stream) => credited(stream)));
    expect(events.map(({ position, stream, version }) => [position, stream, version])).toEqual([
      [1, 'pool-a', 1],
      [2, 'pool-b', 1],
      [3, 'pool-a', 2],
    ]);
    expect(await given().everything(2)).toEqual(events);
    expect(await store.head(ledger)).toEqual({ position: 3, hash: events[2]?.hash, recordedAt: NOON });
  });

  it('never lets recorded time fall', async () => {
    await given().append([credited('pool-a')], { recordedAt: LATER });
    const [second] = await given().appended([credited('pool-a')], { recordedAt: NOON });
    expect(second).toMatchObject({ recordedAt: LATER, occurredAt: NOON });
  });

  it('keeps ledgers apart', async () => {
    await given().append([credited('pool-a')]);
    const ledger = randomUUID();
    const [other] = await given().appended([credited('pool-a')], { ledger });
    expect(other).toMatchObject({ ledger, position: 1, version: 1 });
  });
};

export const describeChecks = (given: Given): void => {
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
    const { store, ledger } = given();
    await given().begun();
    const result = await given().append([credited('pool-b')], { checks: [{ stream, expected }] });
    expect(result.outcome).toBe(holds ? 'APPENDED' : 'CHECK_FAILED');
    expect((await store.head(ledger)).position).toBe(holds ? 2 : 1);
  });

  it('names every check that fails, with what it found', async () => {
    const checks = [
      { stream: 'pool-a', expected: 3 },
      { stream: 'pool-b', expected: 'none' },
      { stream: 'pool-c', expected: 'exists' },
    ] as const;
    expect(await given().append([credited('pool-a')], { checks })).toEqual({
      outcome: 'CHECK_FAILED',
      failed: [
        { stream: 'pool-a', expected: 3, actual: 0 },
        { stream: 'pool-c', expected: 'exists', actual: 0 },
      ],
    });
  });
};

export const describeIdempotency = (given: Given): void => {
  const command = { key: 'key-1', requestHash: 'h', result: '{"ok":true}' };

  it('answers a repeated key from its record and writes nothing', async () => {
    const { store, ledger } = given();
    await given().append([credited('pool-a')], { command });
    const again = { command: { ...command, requestHash: 'other' } };
    const record = { ...command, position: 1 };
    expect(await given().append([credited('pool-a')], again)).toEqual({
      outcome: 'REPEATED',
      command: record,
    });
    expect(await store.findCommands(ledger, ['key-0', 'key-1'])).toEqual([record]);
    expect((await store.head(ledger)).position).toBe(1);
  });

  it('keeps a command without events, leaving the head where it is', async () => {
    const { store, ledger } = given();
    const { head } = await given().begun();
    const commands = [{ ...command, position: head.position }];
    const batch = { ledger, expected: head, events: [], commands };
    expect(await store.commit(batch)).toBe('COMMITTED');
    expect(await store.commit(batch)).toBe('REPEATED');
    expect(await store.head(ledger)).toEqual(head);
  });
};

export const describeCommitting = (given: Given): void => {
  it('writes nothing of a batch decided on another head', async () => {
    const { store, ledger } = given();
    const { head, event } = await given().begun();
    const events = [{ ...event, position: 2, version: 2, eventId: randomUUID() }];
    const commands = [{ key: 'k', requestHash: '', result: '{}', position: 2 }];
    for (const expected of [EMPTY_HEAD, { ...head, hash: 'f'.repeat(64) }]) {
      expect(await store.commit({ ledger, expected, events, commands })).toBe('LOST');
      expect(await store.commit({ ledger, expected, events: [], commands })).toBe('LOST');
    }
    expect(await given().everything()).toEqual([event]);
    expect(await store.findCommands(ledger, ['k'])).toEqual([]);
  });

  it.each([
    ['a stream version that is taken', { version: 1, eventId: randomUUID() }],
    ['an event id that is taken', { version: 2 }],
    ['a NUL character', { version: 2, eventId: randomUUID(), stream: 'pool-\u0000' }],
  ])('rejects %s, and nothing of the batch is written', async (_, change) => {
    const { store, ledger } = given();
    const { head, event } = await given().begun();
    const good = { ...event, position: 2, stream: 'pool-b', eventId: randomUUID() };
    const events = [good, { ...event, position: 3, ...change }];
    const commit = store.commit({ ledger, expected: head, events, commands: [] });
    await expect(commit).rejects.toBeInstanceOf(BatchRejected);
    expect(await given().everything()).toEqual([event]);
  });
};

export const describeLocking = (given: Given): void => {
  it('writes nothing when the work under the lock fails', async () => {
    const { store, ledger } = given();
    const { head, event } = await given().begun();
    const events = [{ ...event, position: 2, version: 2, eventId: randomUUID() }];
    const failing = store.withLockedHead(ledger, async (locked) => {
      expect(await locked.commit({ ledger, expected: head, events, commands: [] })).toBe('COMMITTED');
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toBeInstanceOf(RangeError);
    expect(await store.head(ledger)).toEqual(head);
    expect(await given().everything()).toEqual([event]);
  });

  it('lets whoever holds the head win', async () => {
    const { store, ledger } = given();
    const { head, event } = await given().begun();
    const next = { ...event, position: 2, version: 2, eventId: randomUUID() };
    const batch = { ledger, expected: head, events: [next], commands: [] };
    const { outside } = await store.withLockedHead(ledger, async (locked) => {
      const racing = store.commit({ ...batch, events: [{ ...next, eventId: randomUUID() }] });
      expect(await locked.readLedger(ledger, 0, 10)).toEqual([event]);
      expect(await locked.commit(batch)).toBe('COMMITTED');
      return { outside: racing };
    });
    expect(await outside).toBe('LOST');
    expect(await given().everything()).toEqual([event, next]);
  });
};
