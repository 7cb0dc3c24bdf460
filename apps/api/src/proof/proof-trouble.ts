import { edgeRefusal } from '#libs/platform';
import { KeyNotInForce } from './log-keeper.js';
import { LogChanged } from './log-tree.js';

/** The log's past or its keys are in doubt, which is no defect of the program. */
export const isTrouble = (error: unknown): error is Error =>
  error instanceof KeyNotInForce || error instanceof LogChanged;

/** For what can be read without its proof: nothing while the log's past or its keys are in doubt. */
export const nothingWhenUnprovable = (error: unknown): null => {
  if (isTrouble(error)) return null;
  throw error;
};

/** Answers trouble with the log's past or its keys as the refusal it is. */
export const troubleAsRefusal = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (isTrouble(error)) throw edgeRefusal('PROOF_UNAVAILABLE', { reason: error.message });
    throw error;
  }
};
