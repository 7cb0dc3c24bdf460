import type {
  AppendConsistencyViolationError,
  ErrorType,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { BatchRejected, OutcomeUnknown, StoreUnavailable } from '../port.js';

/** The client's own errors, by what they say of themselves: its classes are loaded only when it is. */
type ClientError = Error & { readonly type?: `${ErrorType}`; readonly code?: number };

/** Of gRPC. */
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;

/** The server refuses what the append holds: too large, a name it does not take. */
const CONTENT: readonly (string | undefined)[] = [
  'invalid-argument',
  'maximum-append-size-exceeded',
  'transaction-max-size-exceeded',
  'append-record-size-exceeded',
];
/** The connection or the server's patience ended, whether it had written or not. */
const SEVERED: readonly (string | undefined)[] = ['unavailable', 'deadline-exceeded', 'timeout', 'cancelled'];
/** gRPC's words when a request never left: no connection could be made, or this one is already closed. */
const NEVER_SENT = /No connection established|Name resolution failed|[Cc]hannel has been (closed|shut ?down)/;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const unavailable = (error: unknown): StoreUnavailable =>
  new StoreUnavailable(wordsOf(error), 'UNREACHABLE', { cause: error });

/**
 * The streams whose checks a refused append names; 'UNNAMED' when it was refused for a state it does not name, as
 * happens when the details of an error do not arrive; undefined for any other error.
 */
export const violatedIn = (error: unknown): ReadonlySet<string> | 'UNNAMED' | undefined => {
  const { type, code } = error as ClientError;
  if (type === 'append-consistency-violation') {
    const { violations } = error as AppendConsistencyViolationError;
    return violations.length === 0 ? 'UNNAMED' : new Set(violations.map(({ streamName }) => streamName));
  }
  if (type === 'wrong-expected-version') return new Set([(error as WrongExpectedVersionError).streamName]);
  return type === 'unknown' && code === FAILED_PRECONDITION ? 'UNNAMED' : undefined;
};

/** What a failed append means to the caller; a violated check is none. */
export const appendTrouble = (error: unknown): Error => {
  const { type, code } = error as ClientError;
  if (
    CONTENT.includes(type) ||
    (type === 'unknown' && (code === INVALID_ARGUMENT || code === RESOURCE_EXHAUSTED))
  )
    return new BatchRejected(wordsOf(error), { cause: error });
  if (NEVER_SENT.test(wordsOf(error)) || type === 'not-leader') return unavailable(error);
  // Before it appends, the client asks once what the server can do, and hands on gRPC's own error when that fails.
  if (type === undefined && code !== undefined) return unavailable(error);
  if (SEVERED.includes(type) || (type === 'unknown' && code !== UNIMPLEMENTED))
    return new OutcomeUnknown(wordsOf(error), { cause: error });
  return error instanceof Error ? error : new Error(String(error));
};

/** What a failed read means to the caller. */
export const readTrouble = (error: unknown): Error => {
  const { type, code } = error as ClientError;
  const passing = SEVERED.includes(type) || type === 'not-leader' || type === 'unknown';
  // gRPC's own error, of a call the client makes for itself.
  if (passing || (type === undefined && code !== undefined)) return unavailable(error);
  return error instanceof Error ? error : new Error(String(error));
};

export const isNotFound = (error: unknown): boolean => (error as ClientError).type === 'stream-not-found';
