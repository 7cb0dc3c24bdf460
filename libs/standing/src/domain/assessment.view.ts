import type { JsonObject } from '#kernel';
import type { Assessment } from './standing.state.js';

/** A yearly assessment as `/assessments` shows it. */
export const assessmentView = (assessment: Assessment): JsonObject => ({
  ...assessment,
  quality: { ...assessment.quality },
});
