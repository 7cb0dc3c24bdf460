import { civilDateOf, liesWithin, PLACES, type CivilDate, type Instant, type LoggedEvent } from '#kernel';
import { poolEvents } from '#contract/pool';
import { reductionEvents } from '#contract/reduction';
import { withdrawalEvents } from '#contract/withdrawal';
import {
  indicatorRows,
  standings,
  verdictRow,
  voucherRows,
  type IndicatorRow,
  type VerdictRow,
  type VoucherRow,
} from './annual.rows.js';
import { balanceRows, type BalanceRow } from './balance.rows.js';
import { REDUCTION_FIGURES, reductionRows, type ReductionRow } from './reduction.rows.js';
import type { YearQuestion } from './task-deductions.report.js';
import { inForceAt, newestOf, summed, type SumLine } from './traced.js';

export const ANNUAL_SOURCES: readonly string[] = [
  ...Object.keys(reductionEvents),
  ...Object.keys(withdrawalEvents),
  ...Object.keys(poolEvents),
  'AssessmentPublished',
  'MonthlyReadingRecorded',
];

type VoucherSums = readonly SumLine<'required' | 'granted' | 'retired'>[];

/** 一个地区的年度联动：what its environment was to be and was, what was cut, what projects took. */
export type LinkageRow = {
  readonly place: string;
  readonly name: string;
  /** Nothing until a verdict of the year is published. */
  readonly assessment: VerdictRow | null;
  readonly readings: readonly IndicatorRow[];
  readonly reductions: {
    readonly count: number;
    readonly lines: readonly SumLine<(typeof REDUCTION_FIGURES)[number]>[];
  };
  readonly withdrawals: {
    readonly issued: number;
    readonly givenUp: number;
    readonly lines: VoucherSums;
    readonly givenUpLines: VoucherSums;
  };
};

export type AnnualLinkage = {
  readonly report: 'ANNUAL_LINKAGE';
  readonly year: number;
  readonly place: string;
  readonly asOf: Instant | null;
  readonly position: number;
  /** 省级工作报告: by the end of March (长三角实施方案). */
  readonly dueOn: CivilDate;
  readonly rows: readonly LinkageRow[];
  /** 年度平衡: pool by pool. */
  readonly balance: readonly BalanceRow[];
};

const VOUCHER_FIGURES = ['required', 'granted', 'retired'] as const;

interface Facts {
  readonly assessment: VerdictRow | null;
  readonly readings: readonly IndicatorRow[];
  readonly reductions: readonly ReductionRow[];
  readonly vouchers: readonly VoucherRow[];
}

const linkageRow = (
  { code, name }: { readonly code: string; readonly name: string },
  { assessment, readings, reductions, vouchers }: Facts,
): LinkageRow => {
  const givenUp = vouchers.filter(({ status }) => status === 'GIVEN_UP');
  return {
    place: code,
    name,
    assessment,
    readings,
    reductions: { count: reductions.length, lines: summed(reductions, REDUCTION_FIGURES) },
    withdrawals: {
      issued: vouchers.length,
      givenUp: givenUp.length,
      lines: summed(vouchers, VOUCHER_FIGURES),
      givenUpLines: summed(givenUp, VOUCHER_FIGURES),
    },
  };
};

/**
 * 年度联动与平衡 (第五条): environmental target against project reductions, place by place. Facts count in the year they are
 * of (verdict, month, formation, voucher), whenever they became known; a park is a place of its own.
 */
export const annualLinkage = (
  events: readonly LoggedEvent[],
  { year, place, asOf }: YearQuestion,
): AnnualLinkage => {
  const known = inForceAt(events, asOf);
  const standing = standings(known);
  const reductions = reductionRows(known, year);
  const vouchers = voucherRows(known, year);
  const balance = balanceRows(known, { year, place });
  const facts = PLACES.filter(({ code }) => liesWithin(code, place)).map((one) => {
    const own = standing.get(one.code);
    return {
      place: one,
      assessment: own ? verdictRow(own, year) : null,
      readings: own ? indicatorRows(own, year) : [],
      reductions: reductions.filter((row) => row.place === one.code),
      vouchers: vouchers.filter((row) => row.place === one.code),
    };
  });
  const sources = facts.flatMap((fact) => [
    ...(fact.assessment ? [fact.assessment] : []),
    ...fact.readings,
    ...fact.reductions,
    ...fact.vouchers,
  ]);
  return {
    report: 'ANNUAL_LINKAGE',
    year,
    place,
    asOf: asOf ?? null,
    position: newestOf(sources, balance),
    dueOn: civilDateOf(`${year + 1}-03-31`),
    rows: facts.map((fact) => linkageRow(fact.place, fact)),
    balance,
  };
};
