import { PostgresEventStore } from '#libs/event-store';
import type { Finding } from './findings.js';
import { LogWriter } from './log-writer.js';
import { poolHistory } from './pool-history.js';
import { openingOf, RealDraws } from './real-draws.js';
import { hammer, interleaved, over, type Effort } from './rounds.js';
import type { BenchDatabase } from './setting.js';

const PLACE = '320583';
const SMALL = 1_000;

/** Whether a pool with a long past is slower to draw on than a young one; both are in memory by then. */
export const growth = async (
  database: BenchDatabase,
  { rounds, milliseconds, large }: Effort & { readonly large: number },
): Promise<readonly Finding[]> => {
  const store = new PostgresEventStore({ url: database.url });
  const poolWith = async (events: number): Promise<RealDraws> => {
    const ledger = `pool-of-${events}`;
    await new LogWriter(store, ledger).write([...poolHistory(PLACE, events), ...openingOf(PLACE)]);
    return new RealDraws(store, ledger);
  };
  const [young, old] = [await poolWith(SMALL), await poolWith(large)];
  const drawing = (draws: RealDraws) => async () => {
    const filed = [await draws.file()];
    const sizes = { callers: 1, milliseconds };
    const started = performance.now();
    while (performance.now() - started < milliseconds / 2)
      filed.push(...(await Promise.all(Array.from({ length: 64 }, () => draws.file()))));
    return hammer(sizes, async () => draws.draw(filed.pop() ?? (await draws.file())));
  };
  const measured = await interleaved(rounds, { young: drawing(young), old: drawing(old) });
  await store.close();
  const p50 = (name: 'young' | 'old'): string =>
    `${over(measured, (round) => round[name].p50).toFixed(2)} ms`;
  return [
    {
      name: `draw p50: ${large.toLocaleString('en')} events in the pool / ${SMALL.toLocaleString('en')}`,
      measured: over(measured, (round) => round.old.p50 / round.young.p50),
      unit: '×',
      goal: { atMost: 1.5 },
      conditions: `one caller, review and approval, a quarter of the lots open: ${p50('old')} against ${p50('young')}`,
    },
  ];
};
