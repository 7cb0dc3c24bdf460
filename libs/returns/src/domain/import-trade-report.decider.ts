import {
  monthOf,
  propose,
  refuseBy,
  refuseMeaning,
  withinAllPlaces,
  type CivilMonth,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { TradeLeg, TradeReportImported } from '#contract/returns';
import { reconciled } from './reconciliation.report.js';
import { tradeReportStream } from './trade-report.fold.js';

export interface ImportTradeReport {
  readonly month: CivilMonth;
  readonly source: string;
  readonly legs: readonly TradeLeg[];
}

const NOT_YET = {
  field: 'month',
  rule: 'notAfterToday',
  message: '月份尚未到来 / the month has not begun',
};

/**
 * 交易月报导入 (第八条): the legs as published, kept even where they do not agree; the answer says where. A second import of a
 * source replaces its first. The reports are the whole market's, so only who answers for all places imports them.
 */
export const importTradeReport: Decider<ImportTradeReport> = {
  command: 'ImportTradeReport',
  decide({ data, actor, today }: Command<ImportTradeReport>): Decision {
    const { month } = data;
    const rules = [withinAllPlaces(actor)];
    const refusal = refuseBy(rules) ?? refuseMeaning(month > monthOf(today) ? [NOT_YET] : []);
    if (refusal) return refusal;
    const imported: TradeReportImported = {
      type: 'TradeReportImported',
      data: { ...data, place: actor.place, importedOn: today },
    };
    const event = propose(tradeReportStream(month), imported);
    return {
      ok: true,
      events: [event],
      rules,
      answer: ({ position }) => ({ month, ...reconciled(imported.data, [position]) }),
    };
  },
};
