import { mgOf, sum, tonnes, ZERO, type LoggedEvent, type Tonnes } from '#kernel';
import type { SplitLine, TierSplitApplied } from '#contract/deposit';
import { poolEvents, type PoolEvent } from '#contract/pool';
import type { ReductionUseAllocated } from '#contract/reduction';
import { movementsIn, poolFold, touchedBreaches } from '#libs/pool';
import { isFiled, leftOf, reductionFold } from '#libs/reduction';
import type { LedgerStates } from './states.js';

/** 守恒：what is wrong with the ledger's quota after an event, in words; nothing when all is well. */
export const conservationBreaches = (event: LoggedEvent, states: LedgerStates): readonly string[] => {
  if (Object.hasOwn(poolEvents, event.type)) return ofPool(event, states);
  switch (event.type) {
    case 'TierSplitApplied':
      return ofSplit(event.data as TierSplitApplied['data'], event.stream);
    case 'ReductionUseAllocated':
      return ofUse(event as LoggedEvent<ReductionUseAllocated>, states);
    default:
      return [];
  }
};

/** credited = available + held + withdrawn + retired + written off, and nothing below zero. */
const ofPool = (event: LoggedEvent, states: LedgerStates): readonly string[] =>
  touchedBreaches(states.of(poolFold, event.stream), movementsIn(event as LoggedEvent & PoolEvent));

const SPLIT_FIGURES = ['gross', 'obligations', 'provincial', 'net', 'municipal', 'local'] as const;

/** Parts that are not the whole, in words. */
const unequal = (what: string, whole: Tonnes, parts: readonly Tonnes[]): readonly string[] => {
  const together = sum(parts.map(mgOf));
  return together === mgOf(whole) ? [] : [`${what}: ${tonnes(together)} t/a of ${whole} t/a`];
};

/**
 * 分成：what goes to debts, province, city and county is what came in, to the milligram; where areas share it, of each of
 * them and of all together.
 */
const ofSplit = ({ lines, areas = [] }: TierSplitApplied['data'], stream: string): readonly string[] => {
  const ofLine = ({ pollutant, gross, ...line }: SplitLine): readonly string[] =>
    unequal(`${stream} ${pollutant}`, gross, [line.obligations, line.provincial, line.municipal, line.local]);
  const inAreas = areas.flatMap((area) => area.lines);
  const shared = (areas.length === 0 ? [] : lines).flatMap((line) =>
    SPLIT_FIGURES.flatMap((figure) => {
      const parts = inAreas.filter(({ pollutant }) => pollutant === line.pollutant);
      return unequal(
        `${stream} ${line.pollutant} ${figure}`,
        line[figure],
        parts.map((part) => part[figure]),
      );
    }),
  );
  return [...[...lines, ...inAreas].flatMap(ofLine), ...shared];
};

/** Each milligram of a reduction has at most one use. */
const ofUse = (
  { stream, data }: LoggedEvent<ReductionUseAllocated>,
  states: LedgerStates,
): readonly string[] => {
  const state = states.of(reductionFold, stream);
  if (!isFiled(state)) return [`${stream}: used before it was filed`];
  return data.lines
    .filter(({ pollutant }) => leftOf(state, pollutant) < ZERO)
    .map(({ pollutant }) => `${stream} ${pollutant}: used beyond what it holds`);
};
