import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantOf, InvariantViolation, refuse, type Decider, type JsonObject } from '#kernel';
import { metaOf, type StoredEvent } from '../contract/index.js';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import { MemoryLedger } from '../memory/memory-ledger.js';
import { StoreUnavailable } from '../port.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { UnreliableStore, type Mishap } from '../testing/unreliable-store.js';
import { LedgerExecutor, QueueFull, type ExecutorOptions, type Outcome, type Submission } from './index.js';

const LEDGER = '320000';
let ledger: MemoryLedger;
let ledgers: Map<string, MemoryLedger>;
beforeEach(() => {
  ledger = new MemoryLedger();
  ledgers = new Map([[LEDGER, ledger]]);
});

const executorOn = (store: MemoryEventStore, options: Partial<ExecutorOptions> = {}): LedgerExecutor =>
  new LedgerExecutor(store, {
    ledger: LEDGER,
    deciders: toyDeciders,
    catalogue: toyEvents,
    clock: new ToyClock(),
    retryMilliseconds: [1, 1, 1],
    ...options,
  });
const executor = (options: Partial<ExecutorOptions> = {}): LedgerExecutor =>
  executorOn(new MemoryEventStore(ledgers), options);
const summary = (events: readonly StoredEvent[] = ledger.events): readonly string[] =>
  events.map(({ stream, version, type, body }) =>
    `${stream}@${version} ${type} ${JSON.parse(body).amount ?? ''}`.trim(),
  );
const submitAll = (to: LedgerExecutor, submissions: readonly Submission[]): Promise<Outcome[]> =>
  Promise.all(submissions.map((submission) => to.submit(submission)));
const EIGHT_POOLS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const codeOf = (outcome: Outcome): string => (outcome.ok ? 'ACCEPTED' : outcome.refusal.code);
const credit = (pool: string, amount: number, rest: Omit<Submission, 'command'> = {}): Submission =>
  order('Credit', { pools: [pool], amount }, rest);
const draw = (pool: string, amount: number, rest: Omit<Submission, 'command'> = {}): Submission =>
  order('Draw', { pools: [pool], amount }, rest);

/** A store that counts what is asked of it. */
class CountingStore extends MemoryEventStore {
  readonly calls: string[] = [];
  override head(name: string) {
    this.calls.push('head');
    return super.head(name);
  }
  override commit(batch: Parameters<MemoryEventStore['commit']>[0]) {
    this.calls.push(`commit ${batch.events.length}`);
    return super.commit(batch);
  }
  override readStreams(name: string, streams: readonly string[], upTo: number) {
    this.calls.push(`streams ${streams.length}`);
    return super.readStreams(name, streams, upTo);
  }
}

describe('deciding', () => {
  it('answers with the positions and versions written, and the rules', async () => {
    const [first, second] = await submitAll(executor(), [
      order('Credit', { pools: ['a', 'b'], amount: 3 }),
      order('Draw', { pools: ['a', 'b'], amount: 1 }),
    ]);
    expect(first).toEqual({
      ok: true,
      answer: { positions: [1, 2] },
      rules: [],
      position: 2,
      versions: { 'pool-a': 1, 'pool-b': 1 },
      replayed: false,
      dryRun: false,
    });
    expect(second).toMatchObject({
      answer: { left: [2, 2] },
      rules: [{ code: 'INSUFFICIENT_QUOTA', outcome: 'PASS' }],
      position: 4,
      versions: { 'pool-a': 2, 'pool-b': 2 },
    });
    expect(summary()).toEqual([
      'pool-a@1 Credited 3',
      'pool-b@1 Credited 3',
      'pool-a@2 Drawn 1',
      'pool-b@2 Drawn 1',
    ]);
  });

  it('writes who gave which order beside the first event of a command', async () => {
    const submission = order('Credit', { pools: ['a', 'b'], amount: 3 }, { correlationId: 'case-7' });
    await executor().submit(submission);
    const { commandId } = submission.command;
    const common = {
      actor: 'officer',
      actorRoles: ['office'],
      actorPlace: '320583',
      commandId,
      correlationId: 'case-7',
    };
    const command = { type: 'Credit', data: { pools: ['a', 'b'], amount: 3 } };
    expect(ledger.events.map(metaOf)).toEqual([{ ...common, command }, common]);
  });

  it('lets each command see what the ones before it in the same batch did', async () => {
    const store = new CountingStore(ledgers);
    const draws = [draw('a', 2), draw('a', 2), draw('a', 2)];
    const outcomes = await submitAll(executorOn(store), [credit('a', 5), ...draws]);
    expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'INSUFFICIENT_QUOTA']);
    expect(store.calls.filter((call) => call.startsWith('commit'))).toEqual(['commit 4']);
  });

  it('fetches the states of a whole batch at once, and cached ones never again', async () => {
    await submitAll(
      executor(),
      EIGHT_POOLS.map((pool) => credit(pool, 9)),
    );
    const store = new CountingStore(ledgers);
    const fresh = executorOn(store);
    const draws = (): Submission[] => EIGHT_POOLS.map((pool) => draw(pool, 1));
    expect((await submitAll(fresh, draws())).map(codeOf)).toEqual(Array(8).fill('ACCEPTED'));
    await submitAll(fresh, draws());
    expect(store.calls).toEqual(['head', 'streams 8', 'commit 8', 'commit 8']);
  });

  it('fetches what a decider says it expects together with what it asks for', async () => {
    await executor().submit(order('Credit', { pools: ['a', 'b', 'c'], amount: 9 }));
    const store = new CountingStore(ledgers);
    await executorOn(store).submit(order('Draw', { pools: ['a', 'b', 'c'], amount: 1 }));
    expect(store.calls).toEqual(['head', 'streams 3', 'commit 3']);
  });

  it('fetches again for streams that only another stream names', async () => {
    await executor().submit(credit('number-4', 1));
    await executor().submit(order('Fill', { purse: 'x', amount: 4 }));
    const store = new CountingStore(ledgers);
    expect(await executorOn(store).submit(order('DrawVia', { purse: 'x' }))).toMatchObject({
      answer: { left: [0] },
    });
    expect(store.calls.filter((call) => call.startsWith('streams'))).toEqual(['streams 1', 'streams 1']);
  });

  it('reads a stream that the same batch has already written without having read it', async () => {
    await submitAll(executor(), [credit('number-4', 1), order('Fill', { purse: 'x', amount: 4 })]);
    const drawVia = (): Submission => order('DrawVia', { purse: 'x' });
    const store = new CountingStore(ledgers);
    const submissions = [credit('number-4', 1), drawVia(), drawVia(), drawVia()];
    const outcomes = await submitAll(executorOn(store), submissions);
    expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'INSUFFICIENT_QUOTA']);
    expect(store.calls).toEqual(['head', 'streams 1', 'streams 1', 'commit 4']);
    expect(summary().slice(2, 5)).toEqual([
      'pool-number-4@2 Credited 1',
      'pool-number-4@3 Drawn 1',
      'pool-number-4@4 Drawn 1',
    ]);
  });

  it('remembers only so many streams, but always the pinned ones', async () => {
    await submitAll(executor(), [credit('a', 5), credit('b', 5), order('Fill', { purse: 'x', amount: 4 })]);
    const store = new CountingStore(ledgers);
    const small = executorOn(store, { cachedStreams: 2, pinnedPrefixes: ['purse'] });
    const loads = async (submission: Submission): Promise<readonly string[]> => {
      store.calls.splice(0);
      await small.submit(submission);
      return store.calls.filter((call) => call.startsWith('streams'));
    };
    expect(await loads(draw('a', 1))).toEqual(['streams 1']);
    expect(await loads(draw('b', 1))).toEqual(['streams 1']);
    expect(await loads(draw('a', 1))).toEqual([]);
    expect(await loads(order('DrawVia', { purse: 'x' }))).toEqual(['streams 1', 'streams 1']);
    expect(await loads(draw('a', 1))).toEqual(['streams 1']);
    expect(await loads(draw('b', 1))).toEqual(['streams 1']);
    expect(await loads(order('DrawVia', { purse: 'x' }))).toEqual(['streams 1']);
    expect(codeOf(await small.submit(draw('a', 3)))).toBe('INSUFFICIENT_QUOTA');
  });

  it('never lets the recorded moment fall, even when the clock does', async () => {
    const moments = [5_000, 1_000, 7_000].map(instantOf);
    const clock = { now: () => moments.shift() ?? instantOf(0) };
    const to = executor({ clock });
    for (const pool of 'aaa') await to.submit(credit(pool, 1));
    expect(ledger.events.map(({ recordedAt }) => Date.parse(recordedAt))).toEqual([5_000, 5_000, 7_000]);
  });

  it('tells deciders the moment of recording and its civil date in Asia/Shanghai', async () => {
    const seen: unknown[] = [];
    const look: Decider = {
      command: 'Look',
      decide: ({ at, today }) => {
        seen.push([at, today]);
        return { ok: true, events: [], rules: [], answer: () => ({}) };
      },
    };
    const moments = [15, 16, 17].map((hour) => instantOf(Date.UTC(2026, 10, 22, hour)));
    const clock = { now: () => moments.shift() ?? instantOf(0) };
    const to = executor({ deciders: [look], clock });
    for (let turn = 0; turn < 3; turn += 1) await to.submit(order('Look', {}));
    expect(seen).toEqual([
      ['2026-11-22T15:00:00.000Z', '2026-11-22'],
      ['2026-11-22T16:00:00.000Z', '2026-11-23'],
      ['2026-11-22T17:00:00.000Z', '2026-11-23'],
    ]);
  });

  it('takes at most so many commands and about so many events into a batch', async () => {
    const store = new CountingStore(ledgers);
    const to = executorOn(store);
    const many = Array.from({ length: 300 }, () => credit('a', 1));
    const wide = Array.from({ length: 3 }, () => order('Credit', { pools: Array(300).fill('b'), amount: 1 }));
    await submitAll(to, [...many, ...wide]);
    expect(store.calls).toEqual(['head', 'commit 256', 'commit 644', 'commit 300']);
  });
});

describe('refusals', () => {
  it('are facts when a rule of the ledger said no', async () => {
    const submission = draw('a', 2);
    const outcome = await executor().submit(submission);
    const rules = [expect.objectContaining({ code: 'INSUFFICIENT_QUOTA', outcome: 'FAIL' })];
    const refusal = { code: 'INSUFFICIENT_QUOTA', params: { short: ['a'] }, rules };
    expect(outcome).toEqual({ ok: false, refusal, replayed: false, dryRun: false });
    expect(ledger.events).toHaveLength(1);
    const [event] = ledger.events;
    expect(event).toMatchObject({ stream: 'refusal-320583', type: 'CommandRefused', version: 1 });
    expect(JSON.parse(event?.body ?? '')).toEqual({
      command: 'Draw',
      data: submission.command.data,
      ...refusal,
    });
    expect(event && metaOf(event).command).toMatchObject({ type: 'Draw', data: submission.command.data });
  });

  it.each([
    ['NOT_FOUND', 'Find', 0],
    ['COMPONENT_SUM_MISMATCH', 'Credit', -1],
  ])('leave nothing in the log otherwise: %s', async (code, type, amount) => {
    expect(codeOf(await executor().submit(order(type, { pools: ['a'], amount })))).toBe(code);
    expect(ledger.events).toEqual([]);
  });

  it('follow from another version of a stream than the caller has seen', async () => {
    const to = executor();
    await submitAll(to, [credit('a', 5), credit('a', 5)]);
    const ifMatch = { stream: 'pool-a', version: 1 };
    const stale = await to.submit(draw('a', 1, { ifMatch }));
    expect(stale).toMatchObject({ refusal: { code: 'VERSION_MISMATCH', params: { seen: 1, current: 2 } } });
    expect(codeOf(await executor().submit(draw('a', 1, { ifMatch: { ...ifMatch, version: 2 } })))).toBe(
      'ACCEPTED',
    );
    expect(ledger.events).toHaveLength(3);
  });
});

describe('a dry run', () => {
  it('gives the verdict and writes nothing, not even its key', async () => {
    const to = executor();
    await to.submit(credit('a', 5));
    const rest = { dryRun: true, key: 'k', requestHash: 'h' };
    const accepted = { ok: true, answer: { left: [1] }, position: 1, versions: {}, dryRun: true };
    expect(await to.submit(draw('a', 4, rest))).toMatchObject(accepted);
    expect(await to.submit(draw('a', 6, rest))).toMatchObject({ ok: false, dryRun: true });
    expect(codeOf(await to.submit(draw('a', 5, { key: 'k', requestHash: 'other' })))).toBe('ACCEPTED');
    expect(ledger.events).toHaveLength(2);
  });

  it('does not change what the following commands of its batch see', async () => {
    const outcomes = await submitAll(executor(), [
      credit('a', 5),
      draw('a', 5, { dryRun: true }),
      draw('a', 5),
    ]);
    expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
  });
});

describe('a key', () => {
  const keyed = { key: 'k', requestHash: 'h' };

  it.each([
    ['from memory', () => undefined],
    ['after a restart', () => executor()],
  ])('gets the same answer again %s', async (_, restart) => {
    const first = executor();
    await first.submit(credit('a', 5));
    const answer = await first.submit(draw('a', 2, keyed));
    const again = await (restart() ?? first).submit(draw('a', 2, keyed));
    expect(again).toEqual({ ...answer, replayed: true });
    expect(ledger.events).toHaveLength(2);
  });

  it('repeated soon does not even reach the store', async () => {
    const store = new CountingStore(ledgers);
    const to = executorOn(store, { recentReplies: 1 });
    await to.submit(credit('a', 5, keyed));
    store.calls.splice(0);
    expect(await to.submit(credit('a', 5, keyed))).toMatchObject({ replayed: true });
    expect(store.calls).toEqual([]);
    await to.submit(credit('a', 5, { key: 'another' }));
    expect(await to.submit(credit('a', 5, keyed))).toMatchObject({ replayed: true });
    expect(store.calls).toEqual(['commit 1', 'commit 1']);
  });

  it('is refused with another request', async () => {
    const to = executor();
    await to.submit(credit('a', 5, keyed));
    for (const asked of [to, executor()]) {
      expect(codeOf(await asked.submit(credit('a', 6, { key: 'k', requestHash: 'other' })))).toBe(
        'IDEMPOTENCY_KEY_REUSED',
      );
    }
  });

  it('used twice in one batch is decided once', async () => {
    const outcomes = await submitAll(executor(), [
      credit('a', 5, keyed),
      credit('a', 5, keyed),
      credit('a', 5, { key: 'k', requestHash: 'other' }),
      credit('a', 5),
    ]);
    expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'ACCEPTED', 'IDEMPOTENCY_KEY_REUSED', 'ACCEPTED']);
    expect(outcomes.map((outcome) => outcome.replayed)).toEqual([false, true, false, false]);
    expect(ledger.events).toHaveLength(2);
  });

  it('that is known does not hold up the others of its batch', async () => {
    await executor().submit(credit('a', 5, keyed));
    const outcomes = await submitAll(executor(), [draw('a', 1), credit('a', 5, keyed), draw('a', 1)]);
    expect(outcomes.map((outcome) => [outcome.ok, outcome.replayed])).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
    expect(summary()).toEqual(['pool-a@1 Credited 5', 'pool-a@2 Drawn 1', 'pool-a@3 Drawn 1']);
  });

  it.each([
    ['INSUFFICIENT_QUOTA', 'Draw', 1],
    ['COMPONENT_SUM_MISMATCH', 'Credit', -1],
  ])('keeps a refusal that answers the request: %s', async (code, type, amount) => {
    const submission = (): Submission => order(type, { pools: ['a'], amount }, keyed);
    expect(codeOf(await executor().submit(submission()))).toBe(code);
    const other = executor();
    await other.submit(credit('a', 5));
    expect(await other.submit(submission())).toMatchObject({ replayed: true, refusal: { code } });
  });

  it.each(['NOT_FOUND', 'FORBIDDEN_PLACE', 'INVALID_MEANING', 'VERSION_MISMATCH'])(
    'stays free when the request was not fit to be decided: %s',
    async (code) => {
      const to = executor();
      expect(codeOf(await to.submit(order('Deny', { code }, keyed)))).toBe(code);
      expect(await to.submit(credit('a', 5, keyed))).toMatchObject({ ok: true, replayed: false });
    },
  );
});

describe('poison', () => {
  it('fails only a command whose decider throws, proposes the unwritable, or names a bad stream', async () => {
    const to = executor();
    const poisons = [
      order('Spoil', {}),
      order('Garble', {}),
      credit('a\u0000', 1, { key: 'p', requestHash: '' }),
      draw('b\u0000', 0),
    ];
    const good = Array.from({ length: 5 }, (_, index) => credit('a', index, { key: `good-${index}` }));
    const mixed = good.flatMap((submission, index) => [submission, ...poisons.slice(index, index + 1)]);
    const settled = await Promise.allSettled(mixed.map((submission) => to.submit(submission)));
    const failed = settled.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [[index, outcome.reason]] : [],
    );
    expect(failed.map(([index]) => index)).toEqual([1, 3, 5, 7]);
    for (const [, reason] of failed) expect(reason).toBeInstanceOf(InvariantViolation);
    expect(ledger.events.map(({ stream, body }) => [stream, JSON.parse(body).amount])).toEqual(
      [0, 1, 2, 3, 4].map((amount) => ['pool-a', amount]),
    );
  });

  it('is a command nobody decides', async () => {
    await expect(executor().submit(order('Abolish', {}))).rejects.toThrow('no decider for Abolish');
  });

  it('is a stream read by two folds', async () => {
    const twice: Decider = {
      command: 'Twice',
      decide: (_, state) => {
        const fold = { prefix: 'pool', initial: () => 0, evolve: (sum: number) => sum };
        return { ok: true, events: [], rules: [], answer: () => ({ sum: state(fold, 'a') }) };
      },
    };
    const to = executor({ deciders: [...toyDeciders, twice] });
    await submitAll(to, [credit('a', 1), draw('a', 1)]);
    await expect(to.submit(order('Twice', {}))).rejects.toThrow('two folds for the streams of prefix pool');
  });
});

describe('the queue', () => {
  it('refuses what it has no room for', async () => {
    const to = executor({ queueLimit: 2 });
    const settled = await Promise.allSettled([1, 2, 3].map(() => to.submit(credit('a', 1))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(settled[2]).toMatchObject({ reason: expect.any(QueueFull) });
    expect(codeOf(await to.submit(credit('a', 1)))).toBe('ACCEPTED');
  });

  it('drains: takes nothing more and finishes what it has', async () => {
    const to = executor({ batchCommands: 2 });
    const before = submitAll(
      to,
      [1, 2, 3, 4, 5].map((amount) => credit('a', amount)),
    );
    const drained = to.drain().then(() => ledger.events.length);
    await expect(to.submit(credit('a', 6))).rejects.toBeInstanceOf(QueueFull);
    expect(await drained).toBe(5);
    expect((await before).every(({ ok }) => ok)).toBe(true);
    await executor().drain();
  });

  it('lets an observer watch', async () => {
    const heard: unknown[] = [];
    const observer = {
      batchCommitted: ({ commands, events }: { commands: number; events: number }) =>
        heard.push([commands, events]),
      queueDepth: (depth: number) => heard.push(depth),
      lostRace: () => heard.push('lost'),
    };
    const one = executor({ observer });
    await one.submit(credit('a', 1));
    await executor().submit(credit('a', 1));
    await submitAll(one, [draw('a', 2), draw('a', 2)]);
    expect(heard).toEqual([1, [1, 1], 2, 'lost', [2, 2]]);
  });
});

describe('two writers', () => {
  it('decide again on what the other one wrote', async () => {
    const [one, two] = [executor(), executor()];
    expect(codeOf(await one.submit(draw('a', 3, { dryRun: true })))).toBe('INSUFFICIENT_QUOTA');
    await two.submit(credit('a', 5));
    const outcomes = await submitAll(one, [draw('a', 3), draw('a', 3)]);
    expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'INSUFFICIENT_QUOTA']);
    expect(codeOf(await two.submit(draw('a', 3)))).toBe('INSUFFICIENT_QUOTA');
  });

  it.each([
    ['a dry run', draw('a', 3, { dryRun: true })],
    ['a command without events', order('Find', { pools: ['a'] })],
  ])('do not refuse %s on stale memory', async (_, submission) => {
    const [one, two] = [executor(), executor()];
    expect((await one.submit(submission)).ok).toBe(false);
    await two.submit(credit('a', 5));
    expect((await one.submit(submission)).ok).toBe(true);
  });

  it('forget everything when the log is not the one they remember', async () => {
    const one = executor();
    await submitAll(one, [credit('a', 5), draw('a', 1)]);
    const restored = new MemoryLedger();
    ledgers.set(LEDGER, restored);
    expect(codeOf(await one.submit(draw('a', 1)))).toBe('INSUFFICIENT_QUOTA');
    expect(restored.events).toHaveLength(1);
  });
});

describe('an unknown outcome', () => {
  const unreliable = (...mishaps: Mishap[]): UnreliableStore =>
    new UnreliableStore(ledgers, { mishap: () => mishaps.shift() ?? 'NONE' });
  const mishaps: readonly Mishap[][] = [
    ['ANSWER_LOST'],
    ['REQUEST_LOST'],
    ['LATE'],
    ['LATE', 'LATE'],
    ['REQUEST_LOST', 'REQUEST_LOST', 'ANSWER_LOST'],
    ['ANSWER_LOST', 'ANSWER_LOST', 'ANSWER_LOST'],
    ['LATE', 'UNREACHABLE', 'REQUEST_LOST', 'NONE'],
  ];

  it.each(mishaps.flatMap((list) => [undefined, 'k'].map((key) => [list, key] as const)))(
    'is found out after %s (key %s): written once, answered once',
    async (list, key) => {
      await executor().submit(credit('a', 5));
      const store = unreliable(...list);
      const to = executorOn(store);
      const submissions = [draw('a', 3, { key }), draw('a', 3), draw('a', 2, { dryRun: true })];
      const outcomes = await submitAll(to, submissions);
      expect(outcomes.map(codeOf)).toEqual(['ACCEPTED', 'INSUFFICIENT_QUOTA', 'ACCEPTED']);
      const late = await store.arrive();
      expect(late.filter((result) => result !== 'LOST')).toEqual([]);
      expect(summary()).toEqual([
        'pool-a@1 Credited 5',
        'pool-a@2 Drawn 3',
        'refusal-320583@1 CommandRefused',
      ]);
      expect(codeOf(await to.submit(draw('a', 2)))).toBe('ACCEPTED');
    },
  );

  it('is found out for a command that only leaves its key', async () => {
    for (const mishap of ['ANSWER_LOST', 'REQUEST_LOST', 'LATE'] as const) {
      const store = unreliable(mishap);
      const outcome = await executorOn(store).submit(credit('a', -1, { key: mishap }));
      expect(codeOf(outcome)).toBe('COMPONENT_SUM_MISMATCH');
      expect((await store.arrive()).filter((result) => result === 'COMMITTED')).toEqual([]);
    }
    expect([...ledger.commands.keys()]).toEqual(['ANSWER_LOST', 'REQUEST_LOST', 'LATE']);
  });

  it('may turn out well although somebody else has written since', async () => {
    const turns = [0, 20];
    const store = new UnreliableStore(ledgers, {
      mishap: () => (turns.length === 1 ? 'ANSWER_LOST' : 'NONE'),
      turns: () => turns.shift() ?? 0,
    });
    const [one, two] = [executorOn(store), executor()];
    await submitAll(two, [credit('a', 5), credit('b', 5)]);
    expect(codeOf(await one.submit(draw('b', 9, { dryRun: true })))).toBe('INSUFFICIENT_QUOTA');
    const racing = one.submit(draw('a', 3));
    while (ledger.events.length < 3) await nextTurn();
    await two.submit(credit('b', 3));
    expect(await racing).toMatchObject({ ok: true, position: 3 });
    await two.submit(credit('c', 1));
    expect(
      (await submitAll(one, [draw('b', 9), draw('b', 8), draw('a', 3), draw('a', 2)])).map(codeOf),
    ).toEqual(['INSUFFICIENT_QUOTA', 'ACCEPTED', 'INSUFFICIENT_QUOTA', 'ACCEPTED']);
  });

  it('is decided anew when somebody else wrote meanwhile', async () => {
    const two = executor();
    await two.submit(credit('a', 5));
    const turns = [0, 20];
    const store = new UnreliableStore(ledgers, {
      mishap: () => (turns.length === 1 ? 'LATE' : 'NONE'),
      turns: () => turns.shift() ?? 0,
    });
    const racing = executorOn(store).submit(draw('a', 3));
    await two.submit(draw('a', 4));
    expect(codeOf(await racing)).toBe('INSUFFICIENT_QUOTA');
    expect(await store.arrive()).toEqual(['LOST']);
  });

  it('is not turned into another answer by the clock', async () => {
    const moments = [1, 2, 3].map(instantOf);
    const clock = { now: () => moments.shift() ?? instantOf(9) };
    const onlyFirst: Decider = {
      command: 'OnlyFirst',
      decide: ({ at }) => {
        const again = at !== instantOf(1);
        if (again) return refuse({ code: 'NOT_FOUND', params: {}, rules: [] });
        const events = [{ stream: 'pool-a', type: 'Credited', data: { amount: 1 } }];
        return { ok: true, events, rules: [], answer: () => ({}) };
      },
    };
    const store = unreliable('LATE');
    const outcome = await executorOn(store, { clock, deciders: [onlyFirst] }).submit(order('OnlyFirst', {}));
    expect(await store.arrive()).toEqual(['LOST']);
    expect([outcome.ok, ledger.events.length]).toEqual([true, 1]);
  });

  it('ends as unavailable when the store stays away, and the key settles it later', async () => {
    const store = unreliable('ANSWER_LOST', ...Array<Mishap>(4).fill('UNREACHABLE'));
    const to = executorOn(store);
    await expect(to.submit(credit('a', 5, { key: 'k' }))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await to.submit(credit('a', 5, { key: 'k' }))).toMatchObject({
      ok: true,
      replayed: true,
      position: 1,
    });
    expect(codeOf(await to.submit(draw('a', 5)))).toBe('ACCEPTED');
  });

  it('is not suspected when the store was away from the beginning', async () => {
    const to = executorOn(unreliable('UNREACHABLE'));
    const calls = [to.submit(credit('a', 5)), to.submit(credit('a', 5))];
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(StoreUnavailable);
    expect(ledger.events).toEqual([]);
    expect(codeOf(await to.submit(credit('a', 5)))).toBe('ACCEPTED');
  });
});

describe('answers', () => {
  it('are the same text first and replayed', async () => {
    const first = (await executor().submit(credit('a', 5, { key: 'k' }))) as { answer: JsonObject };
    const again = (await executor().submit(credit('a', 5, { key: 'k' }))) as { answer: JsonObject };
    expect(JSON.stringify(again.answer)).toBe(JSON.stringify(first.answer));
  });
});
