import { mg, tonnes, type Instant, type Pollutant, type Tonnes } from '#kernel';

export const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'written_off'] as const;
type Figure = (typeof FIGURES)[number];
export type FigureTexts = Record<Figure, string>;

/** A read bounded by what was in force and what was known; absent means everything so far. */
export interface Bounds {
  readonly asOf?: Instant | undefined;
  readonly upTo?: number | undefined;
}

export interface PoolQuestion extends Bounds {
  readonly ledger: string;
  readonly pool: string;
}

export interface BalanceLine {
  readonly pollutant: Pollutant;
  readonly credited: Tonnes;
  readonly available: Tonnes;
  readonly held: Tonnes;
  readonly withdrawn: Tonnes;
  readonly retired: Tonnes;
  readonly writtenOff: Tonnes;
}

/** A figure of a balance as the interface names it, with its column. */
export const FIGURE_COLUMNS = {
  credited: 'credited',
  available: 'available',
  held: 'held',
  withdrawn: 'withdrawn',
  retired: 'retired',
  writtenOff: 'written_off',
} as const satisfies Record<string, Figure>;
export type FigureName = keyof typeof FIGURE_COLUMNS;

export const inTonnes = (text: string | undefined): Tonnes => tonnes(mg(BigInt(text ?? '0')));

export const figures = (row: Partial<FigureTexts>): Omit<BalanceLine, 'pollutant'> => ({
  credited: inTonnes(row.credited),
  available: inTonnes(row.available),
  held: inTonnes(row.held),
  withdrawn: inTonnes(row.withdrawn),
  retired: inTonnes(row.retired),
  writtenOff: inTonnes(row.written_off),
});

export const SUMS = FIGURES.map((column) => `sum(${column})::text AS ${column}`).join(', ');
export const TEXTS = FIGURES.map((column) => `${column}::text AS ${column}`).join(', ');
/** The figures of a subquery named `moved`. */
export const MOVED = FIGURES.map((column) => `moved.${column}`).join(', ');
export const WITHIN = `ledger = $1 AND pool = $2 AND position <= $3 AND occurred_at <= $4`;
const END_OF_TIME = '9999';

/** A read's bounds as two parameters of a query, `position <= …` and `occurred_at <= …`. */
export const bounds = ({ upTo, asOf }: Bounds): unknown[] => [
  upTo ?? Number.MAX_SAFE_INTEGER,
  asOf ?? END_OF_TIME,
];

export const within = ({ ledger, pool, ...times }: PoolQuestion): unknown[] => [
  ledger,
  pool,
  ...bounds(times),
];
