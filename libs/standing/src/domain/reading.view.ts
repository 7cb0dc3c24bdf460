import type { JsonObject } from '#kernel';
import type { Reading } from './standing.state.js';

/** A reading as `/readings` shows it. */
export const readingView = (reading: Reading): JsonObject => ({ ...reading });
