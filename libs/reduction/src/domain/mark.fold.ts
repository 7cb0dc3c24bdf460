import { assertNever, type Fold, type Logged } from '#kernel';
import type { MarkEvent, SimilarReduction } from '#contract/reduction';

/** The filings that left one fingerprint, first filed first. */
export type MarkState = readonly SimilarReduction[];

const evolve = (state: MarkState, event: Logged<MarkEvent>): MarkState => {
  switch (event.type) {
    case 'ReductionMarked':
      return [...state, event.data];
    default:
      return assertNever(event.type);
  }
};

/** Stream `mark-<fingerprint>`. */
export const markFold: Fold<MarkState, MarkEvent> = { prefix: 'mark', initial: () => [], evolve };
