import {
  dateAt,
  daysOfQuarter,
  endOf,
  liesWithin,
  PLACES,
  sha256Hex,
  type CivilDate,
  type CivilQuarter,
  type Instant,
  type JsonObject,
  type LoggedEvent,
} from '#kernel';
import { eiaEvents } from '#contract/eia';
import { withdrawalEvents } from '#contract/withdrawal';
import { policyFold, policyInForce, type PolicyReader } from '#libs/policy';
import {
  approvalRows,
  cancellationRows,
  closureRows,
  registrationRows,
  type ApprovalRow,
  type CancellationRow,
  type ClosureRow,
  type RegistrationRow,
} from './quarterly.rows.js';
import type { SubmitQuarterlyReturn } from './submit-quarterly-return.decider.js';
import { inPlace, newestOf, sortedBy, sourcesOf, summed, traced, type SumLine } from './traced.js';

/** What the register of cancellations is made from. */
export const CANCELLATION_SOURCES: readonly string[] = ['PermitCancelled', 'PolicyAdopted', 'ReductionFiled'];

/** What the report is made from; other events may be left out without changing a byte of it. */
export const QUARTERLY_SOURCES: readonly string[] = [
  ...Object.keys(eiaEvents),
  ...Object.keys(withdrawalEvents),
  ...CANCELLATION_SOURCES,
];

export interface QuarterQuestion {
  readonly quarter: CivilQuarter;
  /** With everything inside it. */
  readonly place: string;
  /** The moment at which "missing" is judged; the end of the quarter when absent. */
  readonly asOf?: Instant | undefined;
}

type PlaceCount = {
  readonly place: string;
  readonly name: string;
  readonly approvals: number;
  readonly cancellations: number;
  readonly registrations: number;
  readonly missing: number;
  readonly positions: readonly number[];
};

/** 季度调度报表：three feeds, what is missing, and their sums. */
export type QuarterlyReturn = {
  readonly report: 'QUARTERLY_RETURN';
  readonly quarter: CivilQuarter;
  readonly place: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: Instant;
  /** The newest event any row comes from. */
  readonly position: number;
  readonly policies: readonly string[];
  readonly approvals: readonly ApprovalRow[];
  readonly cancellations: readonly CancellationRow[];
  readonly registrations: readonly RegistrationRow[];
  readonly missing: Missing;
  readonly places: readonly PlaceCount[];
  readonly totals: {
    readonly approved: readonly SumLine<'amount'>[];
    readonly registered: readonly SumLine<'required' | 'granted' | 'retired'>[];
  };
};

/** Open at the moment asked about, from whichever quarter: a gap does not close by being forgotten. */
type Missing = {
  /** 许可证注销后逾期未申报减排量 (第四条). */
  readonly cancellationsWithoutFiling: readonly CancellationRow[];
  /** 关停减排量没有许可证注销来源. */
  readonly filingsWithoutSource: readonly ClosureRow[];
  /** 无量审批 (第二十一条). */
  readonly approvalsWithoutVoucher: readonly ApprovalRow[];
};

/** The moment at which a quarter's report is judged when nobody says otherwise. */
export const endOfQuarter = (quarter: CivilQuarter): Instant => endOf(daysOfQuarter(quarter).to);

const policiesKnown = (events: readonly LoggedEvent[], at: Instant): PolicyReader => {
  const state = traced(events, policyFold)[0]?.state ?? policyFold.initial('');
  return (key) => policyInForce(state, key, at);
};

type Feeds = Pick<QuarterlyReturn, 'approvals' | 'cancellations' | 'registrations' | 'missing'>;

const feedsOf = (
  events: readonly LoggedEvent[],
  { quarter, place }: QuarterQuestion,
  judged: { readonly at: Instant; readonly policies: PolicyReader },
): Feeds => {
  const { from, to } = daysOfQuarter(quarter);
  const today = dateAt(judged.at);
  const inQuarter = (day: string): boolean => day >= from && day <= to && day <= today;
  const approvals = inPlace(approvalRows(events), place);
  const cancelled = inPlace(cancellationRows(events, judged.at, judged.policies), place);
  const closures = inPlace(closureRows(events, judged.at), place);
  const registrations = inPlace(registrationRows(events), place);
  const byApproval = (rows: readonly ApprovalRow[]) => sortedBy(rows, ({ approvedOn }) => approvedOn);
  const byCancellation = (rows: readonly CancellationRow[]) =>
    sortedBy(rows, ({ cancelledOn }) => cancelledOn);
  return {
    approvals: byApproval(approvals.filter(({ approvedOn }) => inQuarter(approvedOn))),
    cancellations: byCancellation(cancelled.filter(({ cancelledOn }) => inQuarter(cancelledOn))),
    registrations: sortedBy(
      registrations.filter(({ approvedOn }) => inQuarter(approvedOn)),
      ({ approvedOn }) => approvedOn,
    ),
    missing: {
      cancellationsWithoutFiling: byCancellation(
        cancelled.filter(({ dueOn, reductions }) => today > dueOn && reductions.length === 0),
      ),
      filingsWithoutSource: sortedBy(
        closures.filter((row) => !row.cancelled),
        ({ filedOn }) => filedOn,
      ),
      approvalsWithoutVoucher: byApproval(
        approvals.filter(({ approvedOn, matched }) => approvedOn <= today && !matched),
      ),
    },
  };
};

const gapsIn = ({ missing }: Feeds) => [
  ...missing.cancellationsWithoutFiling,
  ...missing.filingsWithoutSource,
  ...missing.approvalsWithoutVoucher,
];

/** One line per place that has anything to show, parks beside their county. */
const countsOf = (feeds: Feeds, place: string): readonly PlaceCount[] =>
  PLACES.filter(({ code }) => liesWithin(code, place)).flatMap(({ code, name }) => {
    const own = <R extends { readonly place: string }>(rows: readonly R[]): readonly R[] =>
      rows.filter((row) => row.place === code);
    const approvals = own(feeds.approvals);
    const cancelled = own(feeds.cancellations);
    const registrations = own(feeds.registrations);
    const missing = own<ReturnType<typeof gapsIn>[number]>(gapsIn(feeds));
    const positions = sourcesOf([...approvals, ...cancelled, ...registrations, ...missing]);
    if (positions.length === 0) return [];
    return [
      {
        place: code,
        name,
        approvals: approvals.length,
        cancellations: cancelled.length,
        registrations: registrations.length,
        missing: missing.length,
        positions,
      },
    ];
  });

/**
 * 季度调度 (总则第四条): what of the three feeds falls into a quarter by its own date, and what is missing at `asOf`. Pure: the
 * same events give the same bytes, wherever it is computed. How much is known is decided by the events handed in.
 */
export const quarterlyReturn = (
  events: readonly LoggedEvent[],
  question: QuarterQuestion,
): QuarterlyReturn => {
  const { quarter, place, asOf = endOfQuarter(quarter) } = question;
  const policies = policiesKnown(events, asOf);
  const feeds = feedsOf(events, question, { at: asOf, policies });
  return {
    report: 'QUARTERLY_RETURN',
    quarter,
    place,
    ...daysOfQuarter(quarter),
    asOf,
    position: newestOf(feeds.approvals, feeds.cancellations, feeds.registrations, gapsIn(feeds)),
    policies: [policies('deposit.deadline').version],
    ...feeds,
    places: countsOf(feeds, place),
    totals: {
      approved: summed(feeds.approvals, ['amount']),
      registered: summed(feeds.registrations, ['required', 'granted', 'retired']),
    },
  };
};

/** 许可证注销台账：every cancellation known, newest first, with the reductions filed for it by `asOf`. */
export const permitCancellations = (
  events: readonly LoggedEvent[],
  asOf: Instant,
): readonly CancellationRow[] =>
  sortedBy(
    cancellationRows(events, asOf, policiesKnown(events, asOf)),
    ({ cancelledOn }) => cancelledOn,
  ).toReversed();

/** A report's digest: SHA-256 of its JSON as it goes over the wire. */
export const digestOf = (report: JsonObject): string => sha256Hex(JSON.stringify(report));

/** What a submission says of the report it hands in, made from the log up to `position`. */
export const submissionOf = (report: QuarterlyReturn, position: number): SubmitQuarterlyReturn => {
  const { place, quarter, asOf } = report;
  return { place, quarter, asOf, position, digest: digestOf(report) };
};
