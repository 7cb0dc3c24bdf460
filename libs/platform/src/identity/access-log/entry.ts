import { type JsonObject, sha256Hex } from '#kernel';

/** One thing somebody did or was refused, before it has its place in the access log. */
export interface AccessEntry {
  /** What was done, as `SIGN_IN` or `POST /api/v1/deposits`. */
  readonly act: string;
  /** `OK`, or the code of the refusal. */
  readonly outcome: string;
  /** Who, as the ledger would name them; null for somebody who is not signed in. */
  readonly account: string | null;
  /** From where. */
  readonly address: string | null;
  /** On what: an account, a place, an item. */
  readonly subject?: string | null;
  readonly detail?: JsonObject;
  readonly traceId?: string | null;
}

/** A row of the log. `detail` is the very text that was hashed. */
export interface AccessRow {
  readonly seq: number;
  /** Never falls from one row to the next. */
  readonly at: string;
  readonly act: string;
  readonly outcome: string;
  readonly account: string | null;
  readonly address: string | null;
  readonly subject: string | null;
  readonly detail: string;
  readonly trace_id: string | null;
  readonly hash: string;
}

/** The last row, as far as the next one has to know it. */
export type AccessHead = Pick<AccessRow, 'seq' | 'at' | 'hash'>;

const FORMAT = 'reserve-pool/access-log/1';

/** SHA-256 over format, the hash of the row before, and every column in order, as one JSON array. */
export const accessHash = (row: Omit<AccessRow, 'hash'>, before: string): string => {
  const { seq, at, act, outcome, account, address, subject, detail, trace_id: traceId } = row;
  const fields = [FORMAT, before, seq, at, act, outcome, account, address, subject, detail, traceId];
  return sha256Hex(JSON.stringify(fields));
};

/**
 * Text as a column can hold it. What somebody puts into an address may be anything, and one character that PostgreSQL
 * does not take would cost all rows that are written with this one.
 */
const columnText = (text: string): string => text.replace(/[\p{Control}\p{Surrogate}]/gu, '\uFFFD');
const orNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : columnText(text);

/** Entries as the rows after a head. */
export const chained = (
  entries: readonly AccessEntry[],
  head: AccessHead,
  now: string,
): readonly AccessRow[] => {
  const at = now > head.at ? now : head.at;
  let { seq, hash } = head;
  return entries.map((entry) => {
    seq += 1;
    const row = {
      seq,
      at,
      act: columnText(entry.act),
      outcome: columnText(entry.outcome),
      account: orNull(entry.account),
      address: orNull(entry.address),
      subject: orNull(entry.subject),
      detail: JSON.stringify(entry.detail ?? {}),
      trace_id: orNull(entry.traceId),
    };
    hash = accessHash(row, hash);
    return { ...row, hash };
  });
};

/** The first row that does not follow from the one before it; nothing when the chain is whole. */
export const brokenAt = (
  rows: readonly AccessRow[],
  before: Pick<AccessHead, 'seq' | 'hash'>,
): number | undefined => {
  let { seq, hash } = before;
  for (const row of rows) {
    if (row.seq !== seq + 1 || accessHash(row, hash) !== row.hash) return row.seq;
    ({ seq, hash } = row);
  }
  return undefined;
};
