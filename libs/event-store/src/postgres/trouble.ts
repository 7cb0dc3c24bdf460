import { DatabaseError } from 'pg';
import { BatchRejected, OutcomeUnknown, StoreUnavailable } from '../port.js';

/** One of the batch's idempotency keys is taken. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** 22 and 23: the data; 54: a value too long for its index. */
const CONTENT = /^(22|23|54)/;
/** The server said no and rolled back, but may say yes another day: standby, deadlock, no room, cancelled, disk. */
const PASSING = /^(25|40|53|55|57014|58)/;
/** The connection ended, whether the statement did or not. */
const SEVERED = /^(08|57P)/;
/** The server is a standby: a former primary, or an address that now means another server. */
const READ_ONLY = '25006';
const DISK_FULL = '53100';
const UNIQUE_VIOLATION = '23505';

const stateOf = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the connection must not be used again. */
export const isSevered = (error: unknown): boolean => {
  const state = stateOf(error);
  return state === undefined || SEVERED.test(state);
};

/** Whether the connection leads to a server that no longer writes; another one may lead to its successor. */
export const isDemoted = (error: unknown): boolean => stateOf(error) === READ_ONLY;

/**
 * What a failed query means to the caller. `mayBeWritten` says that it could have committed something, so that a
 * lost answer leaves its outcome unknown. Errors nobody can mend while running (a missing table, a missing right)
 * stay what they are.
 */
export const troubleOf = (error: unknown, mayBeWritten: boolean): Error => {
  const state = stateOf(error) ?? '';
  const words = wordsOf(error);
  if (isSevered(error)) {
    return mayBeWritten
      ? new OutcomeUnknown(words, { cause: error })
      : new StoreUnavailable(words, 'UNREACHABLE', { cause: error });
  }
  if (state === UNIQUE_VIOLATION && error instanceof DatabaseError && error.constraint === 'command_pkey') {
    return new KeyTaken(words, { cause: error });
  }
  if (CONTENT.test(state)) return new BatchRejected(words, { cause: error });
  if (PASSING.test(state)) {
    const reason = state === DISK_FULL ? 'STORAGE_FULL' : 'UNREACHABLE';
    return new StoreUnavailable(words, reason, { cause: error });
  }
  return error instanceof Error ? error : new Error(words);
};
