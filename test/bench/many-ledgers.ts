import { PostgresEventStore, type LedgerExecutor } from '#libs/event-store';
import { drawExecutor, keyedDraw } from './draw-domain.js';
import type { Finding } from './findings.js';
import { hammer, interleaved, over, type Effort, type Sample } from './rounds.js';
import type { BenchDatabase } from './setting.js';

const LEDGERS = 10;
const CALLERS = 64;

/** Everybody draws on the ledgers in turn. */
const drawing = (executors: readonly LedgerExecutor[], callers: number, milliseconds: number) => {
  let turn = 0;
  return (): Promise<Sample> =>
    hammer({ callers, milliseconds }, async () => {
      turn += 1;
      const outcome = await executors[turn % executors.length]?.submit(keyedDraw());
      if (outcome?.ok !== true) throw new Error('the draw was refused');
    });
};

/** One hot pool in one ledger, and one in each of ten, decided in one process on one database. */
export const manyLedgers = async (
  database: BenchDatabase,
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  const store = new PostgresEventStore({ url: database.url, maxConnections: LEDGERS });
  const ten = Array.from({ length: LEDGERS }, (_, index) => drawExecutor(store, `province-${index}`));
  const measured = await interleaved(rounds, {
    one: drawing([drawExecutor(store, 'only-province')], CALLERS, milliseconds),
    ten: drawing(ten, CALLERS * LEDGERS, milliseconds),
    sameCrowd: drawing(ten, CALLERS, milliseconds),
  });
  await store.close();
  type Variant = keyof (typeof measured)[number];
  const rate = (name: Variant): string =>
    `${Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en')}/s`;
  const ratio = (name: Variant): number =>
    over(measured, (round) => round[name].perSecond / round.one.perSecond);
  return [
    {
      name: 'ten ledgers / one ledger',
      measured: ratio('ten'),
      unit: '×',
      goal: { atLeast: 1 },
      conditions: `a hot pool and ${CALLERS} callers each: ${rate('ten')} in all against ${rate('one')}`,
    },
    {
      name: 'ten ledgers / one ledger, the same crowd',
      measured: ratio('sameCrowd'),
      unit: '×',
      conditions: `${CALLERS} callers in all: ${rate('sameCrowd')} against ${rate('one')}`,
    },
  ];
};
