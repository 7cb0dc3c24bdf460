/** A value or a reason, never an exception: expected failures are part of the return type. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The program is wrong, not the request: answered with 500, nothing is written. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** Ends every `switch` over a union, so that a new member breaks the build where it matters. */
export const assertNever = (value: never): never => {
  throw new InvariantViolation(`unexpected case: ${JSON.stringify(value)}`);
};

/**
 * Gives back a value the caller knows to be there; a missing one is a defect of the program. Words that would have to
 * be put together first are given as a function, where decisions ask often.
 */
export const must = <T>(value: T | null | undefined, what: string | (() => string)): T => {
  if (value === null || value === undefined)
    throw new InvariantViolation(`missing: ${typeof what === 'string' ? what : what()}`);
  return value;
};
