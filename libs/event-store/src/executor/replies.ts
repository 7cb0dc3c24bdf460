import { refusalEntry, type RefusalCode } from '#kernel';
import type { CommandRecord } from '../port.js';
import { keyOf, requestHashOf, type Outcome, type Submission } from './submission.js';

/**
 * Whether a refusal is an answer of the ledger, to be kept under the submission's key. Those of status 409 and 422
 * are: the same request gets the same words for ever. The others say that the request was not fit to be decided
 * (not signed in, another place, not found, an older version seen, a field without meaning): they leave no trace,
 * and the key stays free for the mended request.
 */
export const isKept = (code: RefusalCode): boolean => {
  const { status } = refusalEntry(code);
  return status === 409 || (status === 422 && code !== 'INVALID_MEANING');
};

/** A rule of the ledger said no: such a refusal is itself a fact and stands in the log. */
export const isFact = (code: RefusalCode): boolean => refusalEntry(code).status === 409;

/** What is kept of an outcome under its submission's key. */
export const recordOf = (
  submission: Submission,
  outcome: Outcome,
  position: number,
): CommandRecord | undefined => {
  const key = keyOf(submission);
  if (key === undefined || !(outcome.ok || isKept(outcome.refusal.code))) return undefined;
  return { key, requestHash: requestHashOf(submission), result: JSON.stringify(outcome), position };
};

/** The answer to a submission whose key has been used before. */
export const replayOf = (submission: Submission, record: CommandRecord): Outcome => {
  if (record.requestHash === requestHashOf(submission)) {
    return { ...(JSON.parse(record.result) as Outcome), replayed: true };
  }
  const refusal = { code: 'IDEMPOTENCY_KEY_REUSED', params: {}, rules: [] } as const;
  return { ok: false, refusal, replayed: false, dryRun: false };
};

/** The latest records, so that a quick repeat needs no batch. */
export class Replies {
  readonly #records = new Map<string, CommandRecord>();

  constructor(private readonly limit: number) {}

  keep(record: CommandRecord): void {
    this.#records.delete(record.key);
    this.#records.set(record.key, record);
    const [oldest] = this.#records.keys();
    if (oldest !== undefined && this.#records.size > this.limit) this.#records.delete(oldest);
  }

  find(submission: Submission): Outcome | undefined {
    const key = keyOf(submission);
    const record = key === undefined ? undefined : this.#records.get(key);
    return record && replayOf(submission, record);
  }
}
