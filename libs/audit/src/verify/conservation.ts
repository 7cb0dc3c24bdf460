import { mg, mgOf, tonnes, ZERO, type LoggedEvent, type Milligram } from '#kernel';
import type { TierSplitApplied } from '#contract/deposit';
import { poolEvents, type PoolEvent } from '#contract/pool';
import type { ReductionUseAllocated } from '#contract/reduction';
import { entriesOf, poolFold, touchedBreaches } from '#libs/pool';
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
  touchedBreaches(states.of(poolFold, event.stream), entriesOf(event as LoggedEvent & PoolEvent));

/** 分成：what goes to debts, province, city and county is what came in, to the milligram. */
const ofSplit = ({ lines }: TierSplitApplied['data'], stream: string): readonly string[] =>
  lines.flatMap(({ pollutant, gross, obligations, provincial, municipal, local }) => {
    const parts = [obligations, provincial, municipal, local].reduce<Milligram>(
      (sum, part) => mg(sum + mgOf(part)),
      ZERO,
    );
    return parts === mgOf(gross) ? [] : [`${stream} ${pollutant}: ${tonnes(parts)} t/a of ${gross} t/a`];
  });

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
