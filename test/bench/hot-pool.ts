import pg from 'pg';
import { must } from '#kernel';
import { PostgresEventStore, type LedgerExecutor } from '#libs/event-store';
import { drawExecutor, HOT_DRAW, keyedDraw } from './draw-domain.js';
import type { Finding } from './findings.js';
import { procedureOn } from './real-draws.js';
import { BareWriter, lockedDraw, RIVAL_TABLES } from './rivals.js';
import { hammer, interleaved, over, type Effort, type Round, type Sample } from './rounds.js';
import type { BenchDatabase } from './setting.js';

const CALLERS = 64;
/** One for each caller; and what `pg` opens unless told: then callers wait in its pool, not in the lock. */
const LOCK_CONNECTIONS = CALLERS;
const DEFAULT_CONNECTIONS = 10;

/** Counts the commands of each batch, so that the bare insert writes batches of the same size. */
class Batches {
  #commands = 0;
  #batches = 0;

  readonly batchCommitted = ({ commands }: { readonly commands: number }): void => {
    this.#commands += commands;
    this.#batches += 1;
  };

  get mean(): number {
    return Math.max(1, Math.round(this.#commands / this.#batches));
  }
}

type Variant = 'executor' | 'rowLock' | 'rowLockPooled' | 'bareBatch' | 'real' | 'one' | 'plainInsert';

const findingsOf = (rounds: readonly Round<Variant>[], batch: number): readonly Finding[] => {
  const rate = (name: Variant): string =>
    `${Math.round(over(rounds, (round) => round[name].perSecond)).toLocaleString('en')}/s`;
  const p50 = (name: Variant): string => `${over(rounds, (round) => round[name].p50).toFixed(2)} ms`;
  const versus = (a: Variant, b: Variant): number =>
    over(rounds, (round) => round[a].perSecond / round[b].perSecond);
  return [
    {
      name: 'hot pool: executor / SELECT … FOR UPDATE',
      measured: versus('executor', 'rowLock'),
      unit: '×',
      goal: { atLeast: 20 },
      conditions: `${rate('executor')} against ${rate('rowLock')} on ${LOCK_CONNECTIONS} connections`,
    },
    {
      name: 'hot pool: executor / SELECT … FOR UPDATE over few connections',
      measured: versus('executor', 'rowLockPooled'),
      unit: '×',
      conditions: `the same against ${rate('rowLockPooled')} over ${DEFAULT_CONNECTIONS} connections`,
    },
    {
      name: 'hot pool: executor / bare batched insert',
      measured: versus('executor', 'bareBatch'),
      unit: '×',
      goal: { atLeast: 0.4 },
      conditions: `${CALLERS} callers, batches of ${batch}: ${rate('executor')} against ${rate('bareBatch')} rows`,
    },
    {
      name: 'hot pool: real withdrawal procedure / SELECT … FOR UPDATE',
      measured: versus('real', 'rowLock'),
      unit: '×',
      conditions: `${CALLERS} callers, file, first review, approve, all rules: ${rate('real')} commands`,
    },
    {
      name: 'one caller: executor / plain one-row insert, latency',
      measured: over(rounds, (round) => round.one.p50 / round.plainInsert.p50),
      unit: '×',
      goal: { atMost: 2.2 },
      conditions: `p50 ${p50('one')} against ${p50('plainInsert')}`,
    },
  ];
};

const draw = async (executor: LedgerExecutor): Promise<void> => {
  const outcome = await executor.submit(keyedDraw());
  if (!outcome.ok) throw new Error(`the draw was refused: ${outcome.refusal.code}`);
};

/** One pool that everybody draws on, at the door of the executor. */
export const hotPool = async (
  database: BenchDatabase,
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  await database.run(RIVAL_TABLES);
  const store = new PostgresEventStore({ url: database.url });
  const lockPool = new pg.Pool({ connectionString: database.url, max: LOCK_CONNECTIONS });
  const fewConnections = new pg.Pool({ connectionString: database.url, max: DEFAULT_CONNECTIONS });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const batches = new Batches();
  const executor = drawExecutor(store, 'draws', batches);
  const single = drawExecutor(store, 'single-draws');
  const real = await procedureOn(store, 'real-draws');
  await draw(executor);
  const [pattern] = await store.readLedger('draws', 0, 1);
  const bare = new BareWriter(client, must(pattern, 'the first draw'));

  const crowd = { callers: CALLERS, milliseconds };
  const alone = { callers: 1, milliseconds };
  const times = (sample: Sample, factor: number): Sample => ({
    ...sample,
    perSecond: sample.perSecond * factor,
  });
  const measured = await interleaved(rounds, {
    executor: () => hammer(crowd, () => draw(executor)),
    rowLock: () => hammer(crowd, () => lockedDraw(lockPool, HOT_DRAW)),
    rowLockPooled: () => hammer(crowd, () => lockedDraw(fewConnections, HOT_DRAW)),
    bareBatch: async () => times(await hammer(alone, () => bare.insertMany(batches.mean)), batches.mean),
    real: async () => times(await hammer(crowd, () => real.wholeProcedure()), real.commands),
    one: () => hammer(alone, () => draw(single)),
    plainInsert: () => hammer(alone, () => bare.insertOne()),
  });
  await Promise.all([store.close(), lockPool.end(), fewConnections.end(), client.end()]);
  return findingsOf(measured, batches.mean);
};
