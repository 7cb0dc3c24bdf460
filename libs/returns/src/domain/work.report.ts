import {
  civilDateOf,
  dateAt,
  mg,
  mgOf,
  POLLUTANTS,
  POOL_TIERS,
  sum,
  tonnes,
  yearOf,
  type CivilDate,
  type Instant,
  type LoggedEvent,
  type Milligram,
  type Pollutant,
  type PoolTier,
  type Tonnes,
} from '#kernel';
import type { SplitLine } from '#contract/deposit';
import { depositFold } from '#libs/deposit';
import { inspectionFold } from '#libs/inspection';
import { ANNUAL_SOURCES, annualLinkage, type AnnualLinkage, type LinkageRow } from './annual.report.js';
import { AUDIT_SOURCES, auditFindings, type AuditFindings } from './audit-findings.report.js';
import { BALANCE_FIGURES, type BalanceRow } from './balance.rows.js';
import { reductionRows, REDUCTION_FIGURES, taskUses, type TaskUse } from './reduction.rows.js';
import { REGIONAL_TARGETS } from './regional-targets.js';
import type { YearQuestion } from './task-deductions.report.js';
import {
  inForceAt,
  inPlace,
  newestOf,
  ofTypes,
  positionsOf,
  summed,
  traced,
  type Positions,
  type Sourced,
  type SumLine,
} from './traced.js';

export const WORK_SOURCES: readonly string[] = [
  ...new Set([
    ...ANNUAL_SOURCES,
    ...AUDIT_SOURCES,
    'DepositFiled',
    'TierSplitApplied',
    'InspectionPlanned',
    'InspectionStepDone',
  ]),
];

const SPLIT_FIGURES = ['gross', 'obligations', 'provincial', 'net', 'municipal', 'local'] as const;

/** 减排任务：what reductions of all years up to then count for it, beside the regional plan where it names the place. */
type TaskRow = {
  readonly pollutant: Pollutant;
  /** In t, and the same in 万吨 as the plan prints it. */
  readonly planned: Tonnes | null;
  readonly plannedWan: string | null;
  readonly counted: Tonnes;
  readonly countedWan: string;
  readonly positions: Positions;
};

type TierRow = {
  readonly tier: PoolTier;
  readonly pollutant: Pollutant;
  readonly positions: Positions;
} & Readonly<Record<(typeof BALANCE_FIGURES)[number], Tonnes>>;

type Verdict = Pick<LinkageRow, 'place' | 'name'> & NonNullable<LinkageRow['assessment']>;

/** 工作报告：what a province, or a part of it, tells of a year by the end of March (长三角实施方案). */
export type WorkReport = {
  readonly report: 'WORK_REPORT';
  readonly year: number;
  readonly place: string;
  readonly asOf: Instant | null;
  readonly position: number;
  readonly dueOn: CivilDate;
  readonly counts: {
    readonly reductions: number;
    readonly deposits: number;
    readonly issued: number;
    readonly givenUp: number;
    readonly inspections: number;
  } & AuditFindings['counts'];
  readonly tasks: readonly TaskRow[];
  readonly reductions: readonly SumLine<(typeof REDUCTION_FIGURES)[number]>[];
  readonly deposits: readonly SumLine<(typeof SPLIT_FIGURES)[number]>[];
  readonly withdrawals: readonly SumLine<'required' | 'granted' | 'retired'>[];
  readonly balance: readonly TierRow[];
  readonly assessments: readonly Verdict[];
};

const MG_PER_WAN = 10_000_000_000_000n;
const WAN_DECIMALS = 13;

/** 万吨 as a decimal, every digit kept. */
export const wanTonnes = (amount: Milligram): string => {
  const fraction = String(amount % MG_PER_WAN)
    .padStart(WAN_DECIMALS, '0')
    .replace(/0+$/, '');
  return `${amount / MG_PER_WAN}${fraction === '' ? '' : `.${fraction}`}`;
};

const taskRows = (uses: readonly TaskUse[], place: string): readonly TaskRow[] => {
  const plan = REGIONAL_TARGETS.find(({ code }) => code === place)?.lines ?? [];
  const counted = summed(uses, ['amount']);
  return POLLUTANTS.flatMap((pollutant): readonly TaskRow[] => {
    const target = plan.find((line) => line.pollutant === pollutant);
    const own = counted.find((line) => line.pollutant === pollutant);
    if (target === undefined && own === undefined) return [];
    const amount = own?.amount ?? tonnes(mg(0n));
    return [
      {
        pollutant,
        planned: target?.amount ?? null,
        plannedWan: target?.wanTonnes ?? null,
        counted: amount,
        countedWan: wanTonnes(mgOf(amount)),
        positions: own?.positions ?? [],
      },
    ];
  });
};

type Credited = Sourced & { readonly place: string; readonly lines: readonly SplitLine[] };

/** 入库 of a year: what was credited in it, whenever it was filed. */
const creditedIn = (events: readonly LoggedEvent[], year: number): readonly Credited[] =>
  traced(events, depositFold).flatMap(({ state: { filing, split }, events: own }): Credited[] => {
    const [applied] = ofTypes(own, ['TierSplitApplied']);
    if (filing === null || split === null || applied === undefined) return [];
    if (yearOf(dateAt(applied.occurredAt)) !== year) return [];
    return [{ place: filing.place, lines: split.lines, positions: positionsOf([applied]) }];
  });

const signed = (text: Tonnes): bigint => (text.startsWith('-') ? -mgOf(text.slice(1)) : mgOf(text));

/** The pools of a tier together. */
const tierRows = (rows: readonly BalanceRow[]): readonly TierRow[] =>
  POOL_TIERS.flatMap((tier) =>
    POLLUTANTS.flatMap((pollutant): readonly TierRow[] => {
      const own = rows.filter((row) => row.tier === tier && row.pollutant === pollutant);
      if (own.length === 0) return [];
      const figures = BALANCE_FIGURES.map((name) => {
        return [name, tonnes(mg(own.reduce((total, row) => total + signed(row[name]), 0n)))];
      });
      const positions = [...new Set(own.flatMap((row) => row.positions))].toSorted((a, b) => a - b);
      return [
        {
          tier,
          pollutant,
          ...(Object.fromEntries(figures) as Record<(typeof BALANCE_FIGURES)[number], Tonnes>),
          positions,
        },
      ];
    }),
  );

const verdictsOf = ({ rows }: AnnualLinkage): readonly Verdict[] =>
  rows.flatMap(({ place, name, assessment }) => (assessment ? [{ place, name, ...assessment }] : []));

/** 检查 of places inside, planned to begin in the year. */
const inspectionsIn = (events: readonly LoggedEvent[], { year, place }: YearQuestion): readonly Sourced[] =>
  inPlace(
    traced(events, inspectionFold).flatMap(({ state, events: own }) =>
      state !== null && yearOf(state.from) === year
        ? [{ place: state.place, positions: positionsOf(own.slice(0, 1)) }]
        : [],
    ),
    place,
  );

/** 工作报告 (第五条, 长三角实施方案): the year in figures, each the sum of what the other reports list. */
export const workReport = (events: readonly LoggedEvent[], question: YearQuestion): WorkReport => {
  const { year, place, asOf } = question;
  const known = inForceAt(events, asOf);
  const annual = annualLinkage(known, question);
  const audit = auditFindings(known, question);
  const reductions = inPlace(reductionRows(known, year), place);
  const deposits = inPlace(creditedIn(known, year), place);
  const inspections = inspectionsIn(known, question);
  const tasks = taskRows(inPlace(taskUses(known), place), place);
  const count = (name: 'issued' | 'givenUp'): number =>
    annual.rows.reduce((total, { withdrawals }) => total + withdrawals[name], 0);
  return {
    report: 'WORK_REPORT',
    year,
    place,
    asOf: asOf ?? null,
    position: Math.max(annual.position, audit.position, newestOf(deposits, inspections, tasks)),
    dueOn: civilDateOf(`${year + 1}-03-31`),
    counts: {
      reductions: reductions.length,
      deposits: deposits.length,
      issued: count('issued'),
      givenUp: count('givenUp'),
      inspections: inspections.length,
      ...audit.counts,
    },
    tasks,
    reductions: summed(reductions, REDUCTION_FIGURES),
    deposits: summed(deposits, SPLIT_FIGURES),
    withdrawals: sumsOf(annual),
    balance: tierRows(annual.balance),
    assessments: verdictsOf(annual),
  };
};

/** 出库 of all places together. */
const sumsOf = ({ rows }: AnnualLinkage): WorkReport['withdrawals'] =>
  POLLUTANTS.flatMap((pollutant): WorkReport['withdrawals'] => {
    const own = rows.flatMap(({ withdrawals }) =>
      withdrawals.lines.filter((line) => line.pollutant === pollutant),
    );
    if (own.length === 0) return [];
    const total = (name: 'required' | 'granted' | 'retired'): Tonnes =>
      tonnes(sum(own.map((line) => mgOf(line[name]))));
    const positions = [...new Set(own.flatMap((line) => line.positions))].toSorted((a, b) => a - b);
    return [
      {
        pollutant,
        required: total('required'),
        granted: total('granted'),
        retired: total('retired'),
        positions,
      },
    ];
  });
