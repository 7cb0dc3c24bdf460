import { streamName, type CivilQuarter, type Fold } from '#kernel';
import type { QuarterlyReturnSubmitted } from '#contract/returns';

export type Submission = QuarterlyReturnSubmitted['data'];

/** 季度调度报送：stream `return-<place>-<quarter>`; its submissions, first to last. */
export const returnFold: Fold<readonly Submission[], QuarterlyReturnSubmitted> = {
  prefix: 'return',
  initial: () => [],
  evolve: (submissions, { data }) => [...submissions, data],
};

export const returnIdOf = (place: string, quarter: CivilQuarter): string => `${place}-${quarter}`;
export const returnStream = (place: string, quarter: CivilQuarter): string =>
  streamName(returnFold.prefix, returnIdOf(place, quarter));
