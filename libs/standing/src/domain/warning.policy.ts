import { addMonths, monthOf, type CivilDate, type CivilMonth } from '#kernel';
import type { PolicyReader } from '#libs/policy';
import type { IndicatorFigure } from '#contract/standing';
import { figureOf, shortfall } from './indicator.js';
import { readingKey, type Reading } from './standing.state.js';

/** 预警级别：a notice asks the area to act, a proposal asks the monitors to propose an order (policy A7). */
export const WARNING_LEVELS = ['NOTICE', 'PROPOSAL'] as const;
export type WarningLevel = (typeof WARNING_LEVELS)[number];
export type WarningGround = 'WORSE_THAN_TARGET' | 'WORSE_THAN_LAST_YEAR' | 'TWO_IN_A_ROW' | 'YEAR_TO_DATE';

/** 月度预警：computed from the readings, never stored; a named person orders, the system only warns. */
export interface Warning {
  readonly place: string;
  readonly month: CivilMonth;
  readonly medium: Reading['medium'];
  readonly indicator: string;
  readonly level: WarningLevel;
  readonly grounds: readonly WarningGround[];
  /** The reading, and where two in a row warn also the one before. */
  readonly readingIds: readonly string[];
  readonly value: IndicatorFigure;
  readonly unit: string;
  readonly target: IndicatorFigure | null;
  readonly lastYear: IndicatorFigure | null;
  readonly policyVersion: string;
}

const monthBefore = (month: CivilMonth): CivilMonth => monthOf(addMonths(`${month}-01` as CivilDate, -1));

const worseThan = (reading: Reading, mark: IndicatorFigure | null): boolean =>
  mark !== null && shortfall(figureOf(reading.value), figureOf(mark), reading.betterWhen) > 0n;

const monthlyGrounds = (reading: Reading): readonly WarningGround[] => [
  ...(worseThan(reading, reading.target) ? (['WORSE_THAN_TARGET'] as const) : []),
  ...(worseThan(reading, reading.lastYear) ? (['WORSE_THAN_LAST_YEAR'] as const) : []),
];

/** At or better than the target; nothing is known of a reading without one. */
const isOnTarget = (reading: Reading): boolean =>
  reading.target !== null && !worseThan(reading, reading.target);

const total = (figures: readonly IndicatorFigure[]): bigint =>
  figures.reduce((sum, figure) => sum + figureOf(figure), 0n);

/**
 * Whether the year's readings up to this month lie, on average, more than `percent` on the bad side of the
 * targets.
 */
const yearToDateWorse = (reading: Reading, valid: readonly Reading[], percent: number): boolean => {
  const year = valid.filter(
    ({ place, medium, indicator, month, target }) =>
      place === reading.place &&
      medium === reading.medium &&
      indicator === reading.indicator &&
      target !== null &&
      month.slice(0, 4) === reading.month.slice(0, 4) &&
      month <= reading.month,
  );
  const values = total(year.map(({ value }) => value));
  const targets = total(year.flatMap(({ target }) => target ?? []));
  return shortfall(values, targets, reading.betterWhen) * 100n > BigInt(percent) * targets;
};

const seriesKey = (reading: Reading, month = reading.month): string =>
  `${reading.place} ${readingKey({ ...reading, month })}`;

/** The valid readings, and how to find one by series and month. */
const indexed = (readings: readonly Reading[]) => {
  const valid = readings.filter((reading) => reading.valid);
  return { valid, find: new Map(valid.map((reading) => [seriesKey(reading), reading])) };
};

/**
 * 月度监测预警 (第九条、第十九条, policy A7): a month worse than its target or than last year's is a notice; two such
 * months in a row, or a year to date more than `suspension.trigger` percent over target, a proposal. Give only the
 * readings that count (`currentReadings`); an invalid one, or a missing month, breaks a row.
 */
export const warningsOf = (readings: readonly Reading[], policies: PolicyReader): readonly Warning[] => {
  const { value: percent, version } = policies<number>('suspension.trigger');
  const { valid, find } = indexed(readings);
  return valid.flatMap((reading) => {
    const monthly = monthlyGrounds(reading);
    const before = find.get(seriesKey(reading, monthBefore(reading.month)));
    const row =
      monthly.length > 0 && before !== undefined && monthlyGrounds(before).length > 0 ? [before] : [];
    const grounds: readonly WarningGround[] = [
      ...monthly,
      ...(row.length > 0 ? (['TWO_IN_A_ROW'] as const) : []),
      ...(yearToDateWorse(reading, valid, percent) ? (['YEAR_TO_DATE'] as const) : []),
    ];
    return grounds.length === 0 ? [] : [warning(reading, { grounds, row, version })];
  });
};

const warning = (
  reading: Reading,
  seen: {
    readonly grounds: readonly WarningGround[];
    readonly row: readonly Reading[];
    readonly version: string;
  },
): Warning => {
  const { id, place, month, medium, indicator, value, unit, target, lastYear } = reading;
  const { grounds, row, version: policyVersion } = seen;
  const proposes = grounds.includes('TWO_IN_A_ROW') || grounds.includes('YEAR_TO_DATE');
  const readingIds = [...row.map((before) => before.id), id];
  const level = proposes ? 'PROPOSAL' : 'NOTICE';
  return {
    place,
    month,
    medium,
    indicator,
    level,
    grounds,
    readingIds,
    value,
    unit,
    target,
    lastYear,
    policyVersion,
  };
};

/** Whether the newest two months in a row of this indicator are at or better than target. */
export const hasImproved = (series: readonly Reading[]): boolean => {
  const newest = series.toSorted((a, b) => (a.month < b.month ? 1 : -1)).slice(0, 2);
  const [last, before] = newest;
  return (
    last !== undefined &&
    before?.month === monthBefore(last.month) &&
    newest.every((reading) => reading.valid && isOnTarget(reading))
  );
};
