import type { Fold, JsonObject, LoggedEvent } from '#kernel';

/** A row as JSON: amounts as whole milligrams in text, so that nothing passes through a float. */
export type Row = Readonly<Record<string, string | number | boolean | null | readonly string[] | JsonObject>>;

export interface Folded<S> {
  readonly state: S;
  readonly version: number;
  readonly first: LoggedEvent;
  readonly last: LoggedEvent;
}

/** What a projection may do to its tables; the runner owns the transaction, the checkpoint and the schema. */
export interface ReadWriter {
  readonly ledger: string;
  /** Inserts rows, replacing those with the same key. */
  put(table: string, key: readonly string[], rows: readonly Row[]): Promise<void>;
  /** Inserts rows, or adds their figures to those with the same key. */
  accumulate(
    table: string,
    spec: { readonly key: readonly string[]; readonly sums: readonly string[] },
    rows: readonly Row[],
  ): Promise<void>;
  /** The state of streams as of the last event of the page, read from the log. */
  fold<S>(fold: Fold<S>, streams: readonly string[]): Promise<ReadonlyMap<string, Folded<S>>>;
}

/**
 * 读模型：a reading of the log that can be dropped and rebuilt to the same bytes. Raise `revision` when the same
 * events should give other rows; the runner then rebuilds beside the live tables and switches.
 */
export interface Projection {
  readonly name: string;
  readonly revision: number;
  readonly tables: readonly string[];
  /** Applies one page of the log, in order. Called once per position. */
  apply(events: readonly LoggedEvent[], out: ReadWriter): Promise<void>;
}
