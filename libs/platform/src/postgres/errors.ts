/** Why the embedded database could not be started or stopped. */
export type EmbeddedPostgresErrorCode =
  | 'BINARIES_MISSING'
  | 'DATA_DIR_CLOSED'
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_NOT_A_CLUSTER'
  | 'DATA_DIR_OTHER_MAJOR'
  | 'NO_DATABASE_USER'
  | 'PORT_TAKEN'
  | 'START_FAILED'
  | 'STOP_FAILED';

/** A failure an operator can act on: a stable code, and a message in Chinese, then English. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    text: { readonly zh: string; readonly en: string },
    options?: ErrorOptions,
  ) {
    super(`${text.zh}\n${text.en}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The code of a system or database error, e.g. `ENOENT` or `42P04`; undefined for anything else thrown. */
export const codeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;

/** What `attempt` gives, or undefined when it fails with one of the given codes. */
export const unless = async <T>(codes: readonly string[], attempt: Promise<T>): Promise<T | undefined> => {
  try {
    return await attempt;
  } catch (thrown) {
    if (codes.includes(codeOf(thrown) ?? '')) return undefined;
    throw thrown;
  }
};
