import { dateAt, yearOf, type LoggedEvent, type Medium } from '#kernel';
import type { Quality } from '#contract/standing';
import type { VoucherLine } from '#contract/withdrawal';
import {
  currentReadings,
  figureOf,
  shortfall,
  standingFold,
  type Reading,
  type StandingState,
} from '#libs/standing';
import { withdrawalFold } from '#libs/withdrawal';
import {
  grouped,
  inOrder,
  ofTypes,
  positionsOf,
  sortedBy,
  traced,
  type Positions,
  type Traced,
} from './traced.js';

/** 年度考核结论 as published. */
export type VerdictRow = {
  readonly quality: Quality;
  readonly taskDone: boolean;
  readonly improvement: string | null;
  readonly decisionNo: string | null;
  readonly positions: Positions;
};

/** 环境质量：how many months of one indicator met their target. */
export type IndicatorRow = {
  readonly medium: Medium;
  readonly indicator: string;
  readonly unit: string;
  readonly months: number;
  /** Invalid data count for nothing (第十七条). */
  readonly valid: number;
  readonly onTarget: number;
  readonly offTarget: number;
  readonly worseThanLastYear: number;
  readonly positions: Positions;
};

/** 出库凭证. `GIVEN_UP`: released or lapsed, its amounts are back in the lots. */
export type VoucherRow = {
  readonly voucherNo: string;
  readonly place: string;
  readonly issuedOn: string;
  readonly status: 'STANDING' | 'GIVEN_UP';
  readonly lines: readonly VoucherLine[];
  readonly positions: Positions;
};

/** The verdict that counts for a year: the one published last. */
export const verdictRow = ({ state, events }: Traced<StandingState>, year: number): VerdictRow | null => {
  const verdict = state.verdicts.get(year);
  if (!verdict) return null;
  const published = ofTypes(events, ['AssessmentPublished']).filter(
    ({ data }) => (data as { readonly year: number }).year === year,
  );
  const { quality, taskDone, improvement, decisionNo } = verdict;
  return {
    quality: { ...quality },
    taskDone,
    improvement,
    decisionNo,
    positions: positionsOf(published.slice(-1)),
  };
};

const worse = (reading: Reading, mark: string | null): boolean =>
  mark !== null && shortfall(figureOf(reading.value), figureOf(mark), reading.betterWhen) > 0n;

const indicatorRow = (
  readings: readonly Reading[],
  at: ReadonlyMap<string, number>,
): readonly IndicatorRow[] => {
  const [first] = readings;
  if (!first) return [];
  const valid = readings.filter((reading) => reading.valid);
  const judged = valid.filter(({ target }) => target !== null);
  const { medium, indicator, unit } = first;
  return [
    {
      medium,
      indicator,
      unit,
      months: readings.length,
      valid: valid.length,
      onTarget: judged.filter((reading) => !worse(reading, reading.target)).length,
      offTarget: judged.filter((reading) => worse(reading, reading.target)).length,
      worseThanLastYear: valid.filter((reading) => worse(reading, reading.lastYear)).length,
      positions: inOrder(readings.flatMap(({ id }) => at.get(id) ?? [])),
    },
  ];
};

/** The year's readings that count, indicator by indicator. */
export const indicatorRows = (
  { state, events }: Traced<StandingState>,
  year: number,
): readonly IndicatorRow[] => {
  const at = new Map(
    ofTypes(events, ['MonthlyReadingRecorded']).map(({ data, position }) => [
      (data as { readonly readingId: string }).readingId,
      position,
    ]),
  );
  const readings = currentReadings(state).filter(({ month }) => month.startsWith(`${year}-`));
  const indicators = grouped(readings, ({ medium, indicator }) => `${medium} ${indicator}`);
  return [...indicators].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => indicatorRow(own, at));
};

const VOUCHER_SOURCES = ['VoucherIssued', 'WithdrawalReleased', 'VoucherLapsed'];

/** Vouchers issued in a year, by the day they took effect. */
export const voucherRows = (events: readonly LoggedEvent[], year: number): readonly VoucherRow[] =>
  sortedBy(
    traced(events, withdrawalFold).flatMap(({ state, events: own }): VoucherRow[] => {
      const issued = own.find(({ type }) => type === 'VoucherIssued');
      if (!state?.voucher || !issued || yearOf(dateAt(issued.occurredAt)) !== year) return [];
      return [
        {
          voucherNo: state.voucher.no,
          place: state.project.place,
          issuedOn: dateAt(issued.occurredAt),
          status: state.status === 'RELEASED' || state.status === 'LAPSED' ? 'GIVEN_UP' : 'STANDING',
          lines: state.voucher.lines.map((line) => ({ ...line })),
          positions: positionsOf(ofTypes(own, VOUCHER_SOURCES)),
        },
      ];
    }),
    ({ issuedOn }) => issuedOn,
  );

/** The standing of every place that has any, by place. */
export const standings = (events: readonly LoggedEvent[]): ReadonlyMap<string, Traced<StandingState>> =>
  new Map(traced(events, standingFold).map((one) => [one.state.place, one]));
