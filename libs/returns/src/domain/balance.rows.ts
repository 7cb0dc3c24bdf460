import {
  daysOfYear,
  endOf,
  liesWithin,
  mg,
  PLACES,
  POLLUTANTS,
  poolIdOf,
  startOf,
  tierOf,
  tonnes,
  type LoggedEvent,
  type Pollutant,
  type PoolTier,
  type Tonnes,
} from '#kernel';
import { addFigures, entriesOf, NO_FIGURES, type Figures } from '#libs/pool';
import { isPosted, type Posted } from './pool-movements.report.js';
import { grouped, inOrder, type Positions } from './traced.js';

/**
 * 年度平衡 of one pool and pollutant in t/a: opening + credited − withdrawn − retired − writtenOff = closing, where the
 * stock is what is available or held.
 */
export type BalanceRow = {
  readonly pool: string;
  readonly tier: PoolTier;
  readonly pollutant: Pollutant;
  readonly positions: Positions;
} & Readonly<Record<(typeof BALANCE_FIGURES)[number], Tonnes>>;

export const BALANCE_FIGURES = [
  'opening',
  'credited',
  'withdrawn',
  'retired',
  'writtenOff',
  'closing',
] as const;

/** One pollutant's books when the year began, and what the year did to them. */
interface YearOfBooks {
  before: Figures;
  during: Figures;
  readonly positions: number[];
}

const booksOf = (events: readonly Posted[], year: number): ReadonlyMap<Pollutant, YearOfBooks> => {
  const { from, to } = daysOfYear(year);
  const [start, end] = [startOf(from), endOf(to)];
  const books = new Map<Pollutant, YearOfBooks>();
  for (const event of events.filter(({ occurredAt }) => occurredAt <= end))
    for (const entry of entriesOf(event)) {
      const own = books.get(entry.pollutant) ?? { before: NO_FIGURES, during: NO_FIGURES, positions: [] };
      books.set(entry.pollutant, own);
      if (event.occurredAt < start) own.before = addFigures(own.before, entry);
      else {
        own.during = addFigures(own.during, entry);
        own.positions.push(event.position);
      }
    }
  return books;
};

const stockOf = ({ available, held }: Figures): bigint => available + held;

/** The pools of a place and of everything inside it that held anything; what came back in the year is taken off. */
export const balanceRows = (
  events: readonly LoggedEvent[],
  { year, place }: { readonly year: number; readonly place: string },
): readonly BalanceRow[] => {
  const byPool = grouped(events.filter(isPosted), ({ stream }) => stream);
  return PLACES.filter(({ code }) => liesWithin(code, place)).flatMap((one) => {
    const pool = poolIdOf(one.code);
    const books = booksOf(byPool.get(pool) ?? [], year);
    return POLLUTANTS.flatMap((pollutant): readonly BalanceRow[] => {
      const own = books.get(pollutant);
      if (own === undefined) return [];
      const { before, during, positions } = own;
      const { credited, withdrawn, retired, writtenOff } = during;
      return [
        {
          pool,
          tier: tierOf(one),
          pollutant,
          opening: tonnes(mg(stockOf(before))),
          credited: tonnes(credited),
          withdrawn: tonnes(withdrawn),
          retired: tonnes(retired),
          writtenOff: tonnes(writtenOff),
          closing: tonnes(mg(stockOf(before) + stockOf(during))),
          positions: inOrder(positions),
        },
      ];
    });
  });
};
