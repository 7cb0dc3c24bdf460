import type { JsonObject } from '#kernel';
import type { Measure, StandingState } from './standing.state.js';

/** A measure as `/measures` shows it. */
export const measureView = (measure: Measure): JsonObject => ({ ...measure });

type AboutWarning = Pick<Measure, 'month' | 'medium' | 'indicator'>;

/** The measures an area took about one warning, in the order recorded. */
export const measuresAbout = (
  { measures }: StandingState,
  { month, medium, indicator }: AboutWarning,
): readonly JsonObject[] =>
  measures
    .filter((one) => one.month === month && one.medium === medium && one.indicator === indicator)
    .map(measureView);
