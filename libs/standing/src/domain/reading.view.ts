import type { JsonObject } from '#kernel';
import { correctionView } from '#libs/correction';
import { readingKey, type Reading, type StandingState } from './standing.state.js';

/** Corrected once a later one tells of the same indicator and month. */
export const readingStatus = (reading: Reading, { current }: StandingState): 'CURRENT' | 'CORRECTED' =>
  current.get(readingKey(reading)) === reading.id ? 'CURRENT' : 'CORRECTED';

/** A reading as `/readings` shows it, with the correction that it came by, if by one. */
export const readingView = (reading: Reading, state: StandingState): JsonObject => {
  const correction = state.corrections.get(reading.id);
  return {
    ...reading,
    status: readingStatus(reading, state),
    correction: correction === undefined ? null : correctionView(correction),
  };
};
