import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  decode,
  EMPTY_HEAD,
  metaOf,
  refusalEvents,
  verifyChain,
  type StoredEvent,
} from '../contract/index.js';
import { MemoryLedger } from '../memory/memory-ledger.js';
import { order, ToyClock, toyDeciders, toyEvents } from '../testing/toy-domain.js';
import { UnreliableStore, type Mishap } from '../testing/unreliable-store.js';
import { LedgerExecutor, type Outcome, type Submission } from './index.js';

const LEDGER = '320000';
const POOLS = ['a', 'b', 'c'];

interface Step {
  readonly writer: number;
  readonly type: 'Credit' | 'Draw' | 'Find' | 'Spoil';
  readonly pools: readonly string[];
  readonly amount: number;
  readonly key: string | undefined;
  readonly dryRun: boolean;
  /** Turns of the event loop until the next step. */
  readonly pause: number;
}

type Asked = Pick<Step, 'type' | 'pools' | 'amount' | 'key'>;

const keyless: fc.Arbitrary<Asked> = fc.record({
  type: fc.constantFrom('Credit', 'Credit', 'Draw', 'Draw', 'Draw', 'Find', 'Spoil'),
  pools: fc.uniqueArray(fc.constantFrom(...POOLS), { minLength: 1, maxLength: 2 }),
  amount: fc.integer({ min: 0, max: 5 }),
  key: fc.constant(undefined),
});
/** The same key mostly asks for the same. */
const keyed: fc.Arbitrary<Asked> = fc.constantFrom<Asked[]>(
  { key: 'k1', type: 'Credit', pools: ['a', 'b'], amount: 4 },
  { key: 'k2', type: 'Draw', pools: ['a'], amount: 3 },
  { key: 'k3', type: 'Find', pools: ['c'], amount: 0 },
  { key: 'k1', type: 'Draw', pools: ['b'], amount: 1 },
);
const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: keyless }, { weight: 1, arbitrary: keyed }),
    fc.record({ writer: fc.nat(1), dryRun: fc.nat(7).map((chance) => chance === 0), pause: fc.nat(3) }),
  )
  .map(([asked, rest]) => ({ ...asked, ...rest }));
const mishap: fc.Arbitrary<Mishap> = fc.constantFrom<Mishap[]>(
  ...Array<Mishap>(6).fill('NONE'),
  'ANSWER_LOST',
  'REQUEST_LOST',
  'LATE',
  'LATE',
  'UNREACHABLE',
);

/** What became of a submission, and how far the log reached when it was made and when it was answered. */
interface Report {
  readonly submission: Submission;
  readonly outcome: Outcome | Error;
  readonly acknowledgedBefore: number;
  readonly from: number;
  readonly to: number;
}

interface Run {
  readonly ledger: MemoryLedger;
  readonly reports: readonly Report[];
  readonly lateResults: readonly string[];
}

const play = async (
  steps: readonly Step[],
  mishaps: readonly Mishap[],
  delays: readonly number[],
): Promise<Run> => {
  const ledger = new MemoryLedger();
  const ledgers = new Map([[LEDGER, ledger]]);
  let [writes, waits] = [0, 0];
  const fate = {
    mishap: () => mishaps[writes++] ?? 'NONE',
    turns: () => delays[waits++ % delays.length] ?? 0,
  };
  const stores = [0, 1].map(() => new UnreliableStore(ledgers, fate));
  const catalogue = toyEvents;
  const options = {
    ledger: LEDGER,
    deciders: toyDeciders,
    catalogue,
    clock: new ToyClock(),
    batchCommands: 4,
  };
  const writers = stores.map(
    (store) => new LedgerExecutor(store, { ...options, retryMilliseconds: [0, 0, 0] }),
  );
  let acknowledged = 0;
  const submit = async ({ writer, type, pools, amount, key, dryRun }: Step): Promise<Report> => {
    const submission = order(
      type,
      { pools, amount },
      { key, dryRun, requestHash: `${type} ${pools.join()} ${amount}` },
    );
    const [acknowledgedBefore, from] = [acknowledged, ledger.events.length];
    const answer = writers[writer]?.submit(submission) ?? Promise.reject(new Error('no such writer'));
    const outcome = await answer.catch((error: Error) => error);
    if ('ok' in outcome && outcome.ok) acknowledged = Math.max(acknowledged, outcome.position);
    return { submission, outcome, acknowledgedBefore, from, to: ledger.events.length };
  };
  const reports: Promise<Report>[] = [];
  for (const next of steps) {
    reports.push(submit(next));
    for (let turn = 0; turn < next.pause; turn += 1) await nextTurn();
  }
  const done = await Promise.all(reports);
  await Promise.all(writers.map((writer) => writer.drain()));
  const lateResults = (await Promise.all(stores.map((store) => store.arrive()))).flat();
  return { ledger, reports: done, lateResults };
};

type Balances = ReadonlyMap<string, number>;
/** The balances at every position, 0 first. */
const historyOf = (events: readonly StoredEvent[]): readonly Balances[] => {
  const history: Balances[] = [new Map()];
  for (const stored of events) {
    const balances = new Map(history.at(-1));
    const { type, stream, data } = decode(stored, { ...toyEvents, ...refusalEvents });
    const { amount } = data as { amount: number };
    if (type === 'Credited') balances.set(stream, (balances.get(stream) ?? 0) + amount);
    if (type === 'Drawn') balances.set(stream, (balances.get(stream) ?? 0) - amount);
    history.push(balances);
  }
  return history;
};
const balanceOf = (balances: Balances | undefined, pool: string): number =>
  balances?.get(`pool-${pool}`) ?? 0;

/** What the toy deciders say of an order at some balances. */
const verdictAt = (balances: Balances | undefined, { command }: Submission): 'ACCEPTED' | 'REFUSED' => {
  const { pools, amount } = command.data as Pick<Step, 'pools' | 'amount'>;
  if (command.type === 'Credit') return 'ACCEPTED';
  const enough = (pool: string): boolean =>
    command.type === 'Draw' ? balanceOf(balances, pool) >= amount : balanceOf(balances, pool) !== 0;
  return pools.every(enough) ? 'ACCEPTED' : 'REFUSED';
};

/** What the log must be like; gives back the balances at every position. */
const checkLog = ({ ledger, reports }: Run): readonly Balances[] => {
  const { events } = ledger;
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  const history = historyOf(events);
  for (const balances of history) expect(Math.min(0, ...balances.values())).toBe(0);

  const firsts = events.filter((event) => metaOf(event).command !== undefined);
  const ids = firsts.map((event) => metaOf(event).commandId);
  expect(new Set(ids).size).toBe(ids.length);
  const invoked = new Map(reports.map((report) => [report.submission.command.commandId, report.submission]));
  for (const event of firsts) {
    const submission = invoked.get(metaOf(event).commandId);
    if (submission === undefined) throw new Error('an event nobody asked for');
    const verdict = event.type === 'CommandRefused' ? 'REFUSED' : 'ACCEPTED';
    expect(verdictAt(history[event.position - 1], submission)).toBe(verdict);
  }
  return history;
};

const checkReport = (ledger: MemoryLedger, report: Report, history: readonly Balances[]): void => {
  const { submission, outcome, acknowledgedBefore, from, to } = report;
  const mine = ledger.events.filter((event) => metaOf(event).commandId === submission.command.commandId);
  if (outcome instanceof Error || outcome.dryRun) {
    if (!(outcome instanceof Error)) expect(mine).toEqual([]);
  } else if (outcome.replayed) {
    const { result } = ledger.commands.get(submission.key ?? '') ?? { result: '' };
    expect(outcome).toEqual({ ...JSON.parse(result), replayed: true });
    expect(mine).toEqual([]);
  } else if (outcome.ok && submission.command.type !== 'Find') {
    expect(mine.at(-1)?.position).toBe(outcome.position);
    expect(mine[0]?.position ?? 0).toBeGreaterThan(acknowledgedBefore);
  } else if (!outcome.ok && outcome.refusal.code === 'INSUFFICIENT_QUOTA') {
    expect(mine.map(({ type }) => type)).toEqual(['CommandRefused']);
  }
  if (outcome instanceof Error || outcome.replayed) return;
  if (!outcome.ok && outcome.refusal.code === 'IDEMPOTENCY_KEY_REUSED') return;
  const moments = history.slice(from, to + 1);
  const verdicts = moments.map((balances) => verdictAt(balances, submission));
  expect(verdicts).toContain(outcome.ok ? 'ACCEPTED' : 'REFUSED');
};

describe('any interleaving of two executors on one ledger', () => {
  it('gives a gapless log without overdraft, each command at most once, and no answer from stale memory', async () => {
    const tally = { accepted: 0, refused: 0, replayed: 0, failed: 0, lateLost: 0, lateWritten: 0 };
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.array(mishap, { maxLength: 20 }),
      fc.array(fc.nat(4), { minLength: 1, maxLength: 10 }),
      async (steps, mishaps, delays) => {
        const run = await play(steps, mishaps, delays);
        const history = checkLog(run);
        for (const report of run.reports) {
          checkReport(run.ledger, report, history);
          const { outcome } = report;
          if (outcome instanceof Error) tally.failed += 1;
          else if (outcome.replayed) tally.replayed += 1;
          else if (outcome.ok) tally.accepted += 1;
          else tally.refused += 1;
        }
        tally.lateLost += run.lateResults.filter((result) => result === 'LOST').length;
        tally.lateWritten += run.lateResults.filter((result) => result === 'COMMITTED').length;
      },
    );
    await fc.assert(property, { numRuns: 2500 });
    expect(Object.entries(tally).filter(([, count]) => count < 5)).toEqual([]);
  }, 600_000);
});
