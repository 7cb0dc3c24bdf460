import {
  liesWithin,
  mgOf,
  POLLUTANTS,
  prefixOf,
  sum,
  tonnes,
  type Fold,
  type Instant,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';

/** Where in the log a figure comes from: ascending, each position once. */
export type Positions = readonly number[];

/** Whatever stands in a report says where it comes from. */
export type Sourced = { readonly positions: Positions };

export const inOrder = (positions: Iterable<number>): Positions =>
  [...new Set(positions)].toSorted((a, b) => a - b);
export const positionsOf = (events: readonly LoggedEvent[]): Positions =>
  inOrder(events.map(({ position }) => position));
export const sourcesOf = (rows: readonly Sourced[]): Positions =>
  inOrder(rows.flatMap(({ positions }) => positions));

/** The newest event any row comes from, 0 when there is none; stands where others put a time of printing. */
export const newestOf = (...tables: readonly (readonly Sourced[])[]): number =>
  sourcesOf(tables.flat()).at(-1) ?? 0;

/** Rows by a key, groups in order of their first row. */
export const grouped = <R>(
  rows: readonly R[],
  key: (row: R) => string,
): ReadonlyMap<string, readonly R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};

/** One stream as it stood after the events given, and those events. */
export interface Traced<S> {
  readonly stream: string;
  readonly state: S;
  readonly events: readonly LoggedEvent[];
}

/** Folds the streams of one kind, in order of their first event. */
export const traced = <S>(events: readonly LoggedEvent[], fold: Fold<S>): readonly Traced<S>[] => {
  const streams = new Map<string, { state: S; readonly events: LoggedEvent[] }>();
  for (const event of events.filter(({ stream }) => prefixOf(stream) === fold.prefix)) {
    const known = streams.get(event.stream) ?? { state: fold.initial(event.stream), events: [] };
    known.state = fold.evolve(known.state, event);
    known.events.push(event);
    streams.set(event.stream, known);
  }
  return [...streams].map(([stream, { state, events: own }]) => ({ stream, state, events: own }));
};

/** The events of some types among a stream's. */
export const ofTypes = (events: readonly LoggedEvent[], types: readonly string[]): readonly LoggedEvent[] =>
  events.filter(({ type }) => types.includes(type));

/** Without what took effect later. */
export const inForceAt = (
  events: readonly LoggedEvent[],
  asOf: Instant | undefined,
): readonly LoggedEvent[] =>
  asOf === undefined ? events : events.filter(({ occurredAt }) => occurredAt <= asOf);

/** Rows of a place and everything inside it. */
export const inPlace = <R extends { readonly place: string }>(
  rows: readonly R[],
  place: string,
): readonly R[] => rows.filter((row) => liesWithin(row.place, place));

/** By a date or number as text, then by where it stands in the log. */
export const sortedBy = <R extends Sourced>(rows: readonly R[], key: (row: R) => string): readonly R[] =>
  rows.toSorted((a, b) => {
    if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
    return (a.positions[0] ?? 0) - (b.positions[0] ?? 0);
  });

type AmountOf<N extends string> = { readonly pollutant: Pollutant } & Readonly<Record<N, Tonnes>>;
export type SumLine<N extends string> = AmountOf<N> & Sourced;

/** Sums named amounts per pollutant, in the scheme's order; pollutants no row carries are left out. */
export const summed = <N extends string>(
  rows: readonly (Sourced & { readonly lines: readonly AmountOf<N>[] })[],
  names: readonly N[],
): readonly SumLine<N>[] =>
  POLLUTANTS.flatMap((pollutant) => {
    const carrying = rows.filter(({ lines }) => lines.some((line) => line.pollutant === pollutant));
    if (carrying.length === 0) return [];
    const lines = carrying.flatMap((row) => row.lines.filter((line) => line.pollutant === pollutant));
    const amounts = names.map((name) => [name, tonnes(sum(lines.map((line) => mgOf(line[name]))))]);
    return [{ pollutant, ...Object.fromEntries(amounts), positions: sourcesOf(carrying) } as SumLine<N>];
  });
