import { PersistentMap, streamName, type CivilMonth, type Fold } from '#kernel';
import type { TradeReportImported } from '#contract/returns';

export type TradeReport = TradeReportImported['data'];

/** 交易月报：stream `tradereport-<month>`; by source, as last imported. */
export const tradeReportFold: Fold<PersistentMap<string, TradeReport>, TradeReportImported> = {
  prefix: 'tradereport',
  initial: () => PersistentMap(),
  evolve: (reports, { data }) => reports.set(data.source, data),
};

export const tradeReportStream = (month: CivilMonth): string => streamName(tradeReportFold.prefix, month);
