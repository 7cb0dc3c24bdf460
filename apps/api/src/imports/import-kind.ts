import type { Type } from '@nestjs/common';
import type { JsonObject, RuleOutcome } from '#kernel';
import { columnOf, requestBody, type IntakeForm, type TakenRow } from '#libs/documents';
import { dtoPipe, type Permission } from '#libs/platform';
import type { LedgerOrder } from '../ledger/submit-command.js';

/** A further order of the same entry, made from the answer to the one before. */
export type NextOrder = (answer: JsonObject) => LedgerOrder;

/** What one entry of a sheet asks of the ledger; nearly always one order. */
export interface EntryOrders {
  readonly first: LedgerOrder;
  readonly next?: NextOrder;
  /** What the next order will be refused for, told from the answer to the first while nothing is written. */
  readonly foreseen?: (answer: JsonObject) => readonly RuleOutcome[];
}

/** A cell of an entry: its row, and the key of its column. */
export interface EntryCell {
  readonly row: number;
  readonly key: string | undefined;
}

/** Rows of a sheet that are one entry, as the body of the request that says the same. */
export interface Entry {
  readonly rows: readonly number[];
  readonly body: JsonObject;
  /** Where a member of the body stands: once, or in each of its rows where all of them say it. */
  readonly cellsOf: (path: string) => readonly EntryCell[];
}

/** 导入类别：a kind of sheet, who may send it, and what each entry of it asks. */
export interface ImportKind {
  readonly form: IntakeForm;
  readonly permission: Permission;
  readonly entries: (rows: readonly TakenRow[]) => Iterable<Entry>;
  /** Errors: RefusalException with every fault of the body. */
  readonly orders: (body: JsonObject) => Promise<EntryOrders>;
  /** The column that a rule is about, where its name does not say it; `{pollutant}` stands for the rule's. */
  readonly ruleColumns?: Readonly<Record<string, string>>;
}

interface KindOf<T extends object> {
  readonly form: IntakeForm;
  readonly permission: Permission;
  readonly dto: Type<T>;
  readonly orders: (dto: T) => EntryOrders;
  readonly complete?: (body: JsonObject) => JsonObject;
  readonly entries?: ImportKind['entries'];
  readonly ruleColumns?: Readonly<Record<string, string>>;
}

const PIPE = dtoPipe();

/** Each row an entry of its own. */
const rowByRow = (form: IntakeForm, complete: (body: JsonObject) => JsonObject): ImportKind['entries'] =>
  function* (rows) {
    for (const { row, values } of rows) {
      const body = complete(requestBody(form, values));
      yield { rows: [row], body, cellsOf: (path) => [{ row, key: columnOf(form, body, path)?.key }] };
    }
  };

/** A kind whose entries are checked as the request of the same name is. */
export const kindOf = <T extends object>({
  form,
  permission,
  dto,
  orders,
  complete = (body) => body,
  entries = rowByRow(form, complete),
  ruleColumns = {},
}: KindOf<T>): ImportKind => ({
  form,
  permission,
  entries,
  ruleColumns,
  orders: async (body) => orders((await PIPE.transform(body, { type: 'body', metatype: dto })) as T),
});
