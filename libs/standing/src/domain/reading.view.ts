import type { JsonObject } from '#kernel';
import { readingKey, type Reading, type StandingState } from './standing.state.js';

/** A reading as `/readings` shows it; corrected once a later one tells of the same indicator and month. */
export const readingView = (reading: Reading, { current }: StandingState): JsonObject => ({
  ...reading,
  status: current.get(readingKey(reading)) === reading.id ? 'CURRENT' : 'CORRECTED',
});
