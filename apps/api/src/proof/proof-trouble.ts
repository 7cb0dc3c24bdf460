import { edgeRefusal } from '#libs/platform';
import { KeyNotInForce } from './log-keeper.js';
import { LogChanged } from './log-tree.js';

/** Answers trouble with the log's past or its keys as the refusal it is. */
export const troubleAsRefusal = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyNotInForce || error instanceof LogChanged)
      throw edgeRefusal('PROOF_UNAVAILABLE', { reason: error.message });
    throw error;
  }
};
