import {
  mgOf,
  POLLUTANTS,
  subtract,
  sum,
  tonnes,
  type CivilMonth,
  type LoggedEvent,
  type Milligram,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import type { TradeLeg, TradeReportImported, TradeSide } from '#contract/returns';
import { newestOf, traced, type Positions } from './traced.js';
import { tradeReportFold, tradeReportStream, type TradeReport } from './trade-report.fold.js';

/** ONE_SIDED: the report names only sellers or only buyers of the pollutant, so there is nothing to compare. */
export const RECONCILED = ['MATCHES', 'DIFFERS', 'ONE_SIDED'] as const;

export type ReconciledLine = {
  readonly pollutant: Pollutant;
  readonly sold: Tonnes;
  readonly bought: Tonnes;
  /** Sold minus bought. */
  readonly difference: Tonnes;
  readonly status: (typeof RECONCILED)[number];
  readonly positions: Positions;
};

export type ReconciledReport = {
  readonly source: string;
  readonly place: string;
  readonly importedOn: string;
  readonly lines: readonly ReconciledLine[];
  readonly positions: Positions;
};

/** 交易对账：every monthly report of a month, and the pollutants whose legs do not agree. */
export type Reconciliation = {
  readonly report: 'RECONCILIATION';
  readonly month: CivilMonth;
  readonly position: number;
  readonly reports: readonly ReconciledReport[];
  readonly differences: readonly (ReconciledLine & { readonly source: string })[];
};

const totalOf = (legs: readonly TradeLeg[], side: TradeSide): Milligram =>
  sum(legs.filter((leg) => leg.side === side).map(({ amount }) => mgOf(amount)));

const lineOf = (pollutant: Pollutant, legs: readonly TradeLeg[], positions: Positions): ReconciledLine => {
  const [sold, bought] = [totalOf(legs, 'SOLD'), totalOf(legs, 'BOUGHT')];
  const sides = new Set(legs.map(({ side }) => side));
  const agreed = sold === bought ? 'MATCHES' : 'DIFFERS';
  return {
    pollutant,
    sold: tonnes(sold),
    bought: tonnes(bought),
    difference: tonnes(subtract(sold, bought)),
    status: sides.size === 1 ? 'ONE_SIDED' : agreed,
    positions,
  };
};

/** The legs of one report, pollutant by pollutant. */
export const reconciled = (
  { source, place, importedOn, legs }: TradeReport,
  positions: Positions,
): ReconciledReport => ({
  source,
  place,
  importedOn,
  lines: POLLUTANTS.flatMap((pollutant) => {
    const own = legs.filter((leg) => leg.pollutant === pollutant);
    return own.length === 0 ? [] : [lineOf(pollutant, own, positions)];
  }),
  positions,
});

/**
 * 交易对账 (第八条): sold against bought per pollutant. A difference is computed from the legs each time and never stored, so
 * that a corrected import of the source ends it.
 */
export const reconciliation = (events: readonly LoggedEvent[], month: CivilMonth): Reconciliation => {
  const [known] = traced(
    events.filter(({ stream }) => stream === tradeReportStream(month)),
    tradeReportFold,
  );
  const imports = (known?.events ?? []) as readonly (LoggedEvent & TradeReportImported)[];
  const reports = [...(known?.state.values() ?? [])]
    .map((report) => {
      const last = imports.findLast(({ data }) => data.source === report.source);
      return reconciled(report, last ? [last.position] : []);
    })
    .toSorted((a, b) => (a.source < b.source ? -1 : 1));
  const differences = reports.flatMap(({ source, lines }) =>
    lines.filter(({ status }) => status === 'DIFFERS').map((line) => ({ source, ...line })),
  );
  return { report: 'RECONCILIATION', month, position: newestOf(reports), reports, differences };
};
