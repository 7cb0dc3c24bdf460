import { DataSource } from 'typeorm';
import { must } from '#kernel';
import { migrate } from '#apps/api';
import { BalanceReplay, LEDGER_EVENTS } from '#libs/audit';
import { decode, follow, PostgresEventStore, type EventStore, type StoredEvent } from '#libs/event-store';
import { dataSourceOptions, ProjectionRunner } from '#libs/platform';
import { poolProjections, PoolQueries } from '#module/pool';
import type { Finding } from './findings.js';
import { LogWriter } from './log-writer.js';
import { poolHistory } from './pool-history.js';
import { interleaved, over, timed, type Effort } from './rounds.js';
import type { BenchDatabase } from './setting.js';

const LEDGER = 'past';
const PLACES = ['320505', '320506', '320507', '320508', '320509', '320581', '320582', '320583', '320585'];
const PATIENCE_MS = 300_000;

/** The floor: nothing but JSON.parse and the fold, on texts that are already in memory. */
const foldInMemory = (events: readonly StoredEvent[]): BalanceReplay => {
  const replay = new BalanceReplay();
  for (const event of events)
    replay.read({ ...event, data: JSON.parse(event.body) as unknown, actor: '', commandId: '' });
  return replay;
};

const replayFrom = async (store: EventStore): Promise<BalanceReplay> => {
  const replay = new BalanceReplay();
  for await (const page of follow(store, LEDGER)) {
    for (const event of page) replay.read(decode(event, LEDGER_EVENTS));
  }
  return replay;
};

const wholeLog = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of follow(store, LEDGER)) events.push(...page);
  return events;
};

/** The product's runner brings today's balances up from nothing. */
const catchUp = async (store: EventStore, dataSource: DataSource, upTo: number): Promise<void> => {
  const projections = poolProjections.filter(({ name }) => name === 'pool_balances');
  const onAlarm = (message: string, error: unknown): never => {
    throw new Error(message, { cause: error });
  };
  const runner = new ProjectionRunner({
    store,
    dataSource,
    ledger: LEDGER,
    catalogue: LEDGER_EVENTS,
    projections,
    onAlarm,
  });
  await runner.start();
  const arrived = await runner.waitFor(upTo, PATIENCE_MS);
  await runner.stop();
  if (!arrived) throw new Error('the projection did not catch up');
};

const FORGET = ['DELETE FROM read.pool_balance', 'UPDATE read.checkpoint SET position = 0'];

const balancesOf = (replay: BalanceReplay): string =>
  JSON.stringify(replay.poolIds.map((pool) => [pool, replay.balanceOf(pool).lines]));

const shownBalances = async (dataSource: DataSource, pools: readonly string[]): Promise<string> => {
  const queries = new PoolQueries(dataSource);
  const balance = async (pool: string) => [pool, (await queries.balance({ ledger: LEDGER, pool })).lines];
  return JSON.stringify(await Promise.all(pools.map(balance)));
};

/** How fast the past is read again, against parsing and folding the same texts from memory. */
export const reading = async (
  database: BenchDatabase,
  { rounds, events }: Effort & { readonly events: number },
): Promise<readonly Finding[]> => {
  await migrate(database);
  const store = new PostgresEventStore({ url: database.url });
  const dataSource = await new DataSource(
    dataSourceOptions({ url: database.url, entities: [], migrations: [] }),
  ).initialize();
  const writer = new LogWriter(store, LEDGER);
  for (const place of PLACES) await writer.write(poolHistory(place, events / PLACES.length));
  const inMemory = await wholeLog(store);
  const { position } = must(inMemory.at(-1), 'last event');

  const measured = await interleaved(rounds, {
    memory: () => timed(position, () => foldInMemory(inMemory)),
    replay: () => timed(position, () => replayFrom(store)),
    projection: async () => {
      await database.run(FORGET);
      return timed(position, () => catchUp(store, dataSource, position));
    },
  });
  const folded = foldInMemory(inMemory);
  const results = [balancesOf(await replayFrom(store)), await shownBalances(dataSource, folded.poolIds)];
  if (results.some((balances) => balances !== balancesOf(folded)))
    throw new Error('the ways differ in the balances');
  await Promise.all([store.close(), dataSource.destroy()]);
  const rate = (name: 'memory' | 'replay' | 'projection'): string =>
    `${Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en')} events/s`;
  const finding = (name: string, variant: 'replay' | 'projection'): Finding => ({
    name: `${name} / JSON.parse and fold in memory`,
    measured: over(measured, (round) => round[variant].perSecond / round.memory.perSecond),
    unit: '×',
    goal: { atLeast: 0.35 },
    conditions: `${position} events, ${PLACES.length} pools: ${rate(variant)} against ${rate('memory')}`,
  });
  return [
    finding('catch-up of pool_balances from zero', 'projection'),
    finding('replay of balances from the log', 'replay'),
  ];
};
