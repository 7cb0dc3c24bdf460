import { mg, mgOf, POLLUTANTS, ZERO, type Milligram, type Pollutant } from '#kernel';
import { addFigures, FIGURES, NO_FIGURES, type Figures } from './pool.entries.js';
import { lotIn, type PoolState } from './pool.fold.js';

const accountedIn = ({ available, held, withdrawn, retired, writtenOff }: Figures): Milligram =>
  mg(available + held + withdrawn + retired + writtenOff);

const isSound = (figures: Figures): boolean => {
  const { credited, available, held, withdrawn, retired, writtenOff } = figures;
  const isNegative =
    credited < ZERO ||
    available < ZERO ||
    held < ZERO ||
    withdrawn < ZERO ||
    retired < ZERO ||
    writtenOff < ZERO;
  return !isNegative && credited === accountedIn(figures);
};

const ofFigures = (where: string, figures: Figures): readonly string[] => {
  const { credited } = figures;
  const accounted = accountedIn(figures);
  const negative = FIGURES.filter((name) => figures[name] < ZERO).map(
    (name) => `${where}: ${name} is negative`,
  );
  return credited === accounted
    ? negative
    : [...negative, `${where}: ${credited} credited, ${accounted} accounted for`];
};

const ofPollutant = (state: PoolState, pollutant: Pollutant): readonly string[] => {
  const lines = state.lots.toArray().flatMap((lot) => lot.lines[pollutant] ?? []);
  const summed = lines.reduce((total, line) => addFigures(total, line.figures), NO_FIGURES);
  const drift = FIGURES.filter((name) => summed[name] !== state.totals[pollutant][name]);
  const onHold = state.holds
    .valueSeq()
    .flatMap((hold) => hold.draws)
    .filter((draw) => draw.pollutant === pollutant)
    .reduce((total, draw) => mg(total + mgOf(draw.amount)), ZERO);
  const where = `${state.pool} ${pollutant}`;
  return [
    ...ofFigures(where, state.totals[pollutant]),
    ...drift.map((name) => `${where}: lots do not sum to ${name}`),
    ...(onHold === state.totals[pollutant].held ? [] : [`${where}: holds do not sum to held`]),
  ];
};

/**
 * What is wrong with a pool's books: nothing, or the program has a defect (rulebook 1.4, invariants 1 and 2).
 * Every lot and pollutant is accounted for to the milligram, nothing is negative, lots and holds sum to totals.
 */
export const poolBreaches = (state: PoolState): readonly string[] => [
  ...POLLUTANTS.flatMap((pollutant) => ofPollutant(state, pollutant)),
  ...state.lots.toArray().flatMap(({ lotId, lines }) =>
    POLLUTANTS.flatMap((pollutant) => {
      const line = lines[pollutant];
      return line ? ofFigures(`${state.pool} ${lotId} ${pollutant}`, line.figures) : [];
    }),
  ),
];

interface Touched {
  readonly lotId: string;
  readonly pollutant: Pollutant;
}
const figuresOf = (state: PoolState, { lotId, pollutant }: Touched): Figures =>
  lotIn(state, lotId)?.lines[pollutant]?.figures ?? NO_FIGURES;

/** The same for what an event has just touched: every lot line and total that it moved, and no other. */
export const touchedBreaches = (state: PoolState, movements: readonly Touched[]): readonly string[] =>
  // Nearly always: words are only for what is wrong.
  movements.every(
    (movement) => isSound(state.totals[movement.pollutant]) && isSound(figuresOf(state, movement)),
  )
    ? []
    : movements.flatMap((movement) => [
        ...ofFigures(`${state.pool} ${movement.pollutant}`, state.totals[movement.pollutant]),
        ...ofFigures(`${state.pool} ${movement.lotId} ${movement.pollutant}`, figuresOf(state, movement)),
      ]);
