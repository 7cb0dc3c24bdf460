import type { JsonObject } from '#kernel';
import type { IntakeForm } from '../intake/form.js';
import { templateBook } from '../intake/template.js';
import type { DepositOnPaper } from '../paper/deposit-paper.js';
import type { VoucherOnPaper } from '../paper/voucher-paper.js';
import { csvOf } from '../sheet/csv.js';
import { listBook } from '../sheet/list-book.js';
import { reportTables } from '../sheet/report-tables.js';
import { tableOf } from '../sheet/table-of.js';
import type { Note } from '../sheet/table.js';

interface ListOrder {
  readonly name: string;
  readonly items: readonly JsonObject[];
  readonly notes: readonly Note[];
}

interface ReportOrder {
  readonly title: string;
  readonly report: JsonObject;
  readonly notes: readonly Note[];
}

/** 印件：a file to be made, and what it says; all of it plain JSON. */
export type PrintOrder =
  | { readonly form: 'CSV'; readonly items: readonly JsonObject[] }
  | ({ readonly form: 'LIST_BOOK' } & ListOrder)
  | { readonly form: 'TEMPLATE'; readonly intake: IntakeForm }
  | ({ readonly form: 'REPORT_BOOK' } & ReportOrder)
  | ({ readonly form: 'REPORT_PAPER' } & ReportOrder)
  | { readonly form: 'VOUCHER'; readonly paper: VoucherOnPaper }
  | { readonly form: 'DEPOSIT_NOTICE'; readonly paper: DepositOnPaper };

/**
 * The bytes of an order: the same order gives the same bytes. What draws papers is loaded with the first of them, so
 * that whoever only writes sheets does without.
 */
export const printed = async (order: PrintOrder): Promise<Uint8Array> => {
  switch (order.form) {
    case 'CSV':
      return new TextEncoder().encode(csvOf(order.items));
    case 'LIST_BOOK':
      return listBook([tableOf(order.name, order.items)], order.notes);
    case 'TEMPLATE':
      return templateBook(order.intake);
    case 'REPORT_BOOK':
      return listBook(reportTables(order.title, order.report), order.notes);
    case 'REPORT_PAPER': {
      const { reportPaper } = await import('../paper/report-paper.js');
      return reportPaper(order.title, reportTables(order.title, order.report), order.notes);
    }
    case 'VOUCHER':
      return (await import('../paper/voucher-paper.js')).voucherPaper(order.paper);
    default:
      return (await import('../paper/deposit-paper.js')).depositPaper(order.paper);
  }
};
