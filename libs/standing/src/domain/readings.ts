import type { Instant } from '#kernel';
import { readingKey, type Reading, type StandingState } from './standing.state.js';
import { isInForce } from './suspension.policy.js';
import { hasImproved } from './warning.policy.js';

/** Of each indicator and month the reading that counts, oldest month first; corrected ones are left out. */
export const currentReadings = ({ readings, current }: StandingState): readonly Reading[] =>
  [...current.values()]
    .flatMap((id) => readings.get(id) ?? [])
    .toSorted((a, b) => (readingKey(a) < readingKey(b) ? -1 : 1));

/** 解除建议：an order whose reason is gone, for a named person to lift. */
export interface LiftProposal {
  readonly suspensionId: string;
  readonly place: string;
  readonly readingIds: readonly string[];
}

/**
 * The orders in force whose indicators have all been at or better than target for the newest two months in a row
 * (第九条, policy A7). An order's indicators are those of the readings attached to it; `states` are the standing of
 * the places these readings may come from.
 */
export const liftProposals = (states: readonly StandingState[], at: Instant): readonly LiftProposal[] => {
  const all = states.flatMap(currentReadings);
  const known = new Map(states.flatMap(({ readings }) => [...readings.entries()]));
  const seriesOf = ({ place, medium, indicator }: Reading): readonly Reading[] =>
    all.filter(
      (reading) => reading.place === place && reading.medium === medium && reading.indicator === indicator,
    );
  return states
    .flatMap(({ suspensions }) => [...suspensions.values()])
    .filter((order) => isInForce(order, at) && order.liftedFrom === null)
    .flatMap(({ id: suspensionId, place, readingIds }) => {
      const series = readingIds.flatMap((id) => known.get(id) ?? []).map(seriesOf);
      if (series.length === 0 || !series.every(hasImproved)) return [];
      const newest = series.flatMap((readings) => readings.slice(-2).map(({ id }) => id));
      return [{ suspensionId, place, readingIds: [...new Set(newest)] }];
    });
};
