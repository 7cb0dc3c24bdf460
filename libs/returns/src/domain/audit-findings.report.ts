import {
  civilDateOf,
  dateAt,
  mgOf,
  POLLUTANTS,
  sum,
  tonnes,
  yearOf,
  type CivilDate,
  type Instant,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import { accountabilityEvents, type Violation } from '#contract/accountability';
import { eiaEvents } from '#contract/eia';
import { findingEvents } from '#contract/inspection';
import { accountabilityFold, type AccountabilityStatus } from '#libs/accountability';
import { eiaFold } from '#libs/eia';
import { voidFold } from '#libs/obligation';
import { recordedFindings, type RecordedFinding } from './inspection-record.report.js';
import type { YearQuestion } from './task-deductions.report.js';
import { inForceAt, inPlace, newestOf, positionsOf, sortedBy, traced, type Positions } from './traced.js';

export const AUDIT_SOURCES: readonly string[] = [
  ...Object.keys(eiaEvents),
  ...Object.keys(findingEvents),
  ...Object.keys(accountabilityEvents),
  'LotVoidProposed',
  'LotVoidReviewed',
  'LotVoidDecided',
];

type FindingRow = Omit<RecordedFinding, 'severity'> & {
  readonly kind: 'UNBACKED_APPROVAL' | 'INSPECTION';
  readonly severity: RecordedFinding['severity'] | null;
};

type AmountLine = { readonly pollutant: Pollutant; readonly amount: Tonnes };

/** 视为无效 (第二十一条): a lot made void, what was written off and what the locality owes for it. */
export type VoidRow = {
  readonly lotId: string;
  readonly place: string;
  readonly decisionNo: string;
  readonly decidedOn: CivilDate;
  readonly reason: string;
  readonly writtenOff: readonly AmountLine[];
  readonly obligations: readonly AmountLine[];
  readonly vouchers: readonly string[];
  readonly positions: Positions;
};

export type AccountabilityRow = {
  readonly recordId: string;
  readonly place: string;
  readonly violation: Violation;
  readonly accountable: string;
  readonly authority: string;
  readonly documentNo: string;
  readonly decidedOn: CivilDate;
  readonly measure: string;
  readonly status: AccountabilityStatus;
  readonly positions: Positions;
};

/** 核查发现问题报告：what was found in a year or is open from before, what was made void and who answered for it. */
export type AuditFindings = {
  readonly report: 'AUDIT_FINDINGS';
  readonly year: number;
  readonly place: string;
  readonly asOf: Instant | null;
  readonly position: number;
  readonly counts: {
    readonly found: number;
    readonly open: number;
    readonly voided: number;
    readonly accountable: number;
  };
  readonly findings: readonly FindingRow[];
  readonly voids: readonly VoidRow[];
  readonly accountability: readonly AccountabilityRow[];
};

const unbacked = (events: readonly LoggedEvent[]): readonly FindingRow[] =>
  traced(events, eiaFold).flatMap(({ state, events: own }) =>
    [...state.approvals.values()].flatMap(({ finding, approvalNo, place, projectCode }): FindingRow[] => {
      if (finding === null) return [];
      const told = own.filter(
        ({ type, data }) =>
          type !== 'EiaApprovalImported' &&
          (data as { readonly approvalNo?: string }).approvalNo === approvalNo,
      );
      return [
        {
          findingId: finding.findingId,
          kind: 'UNBACKED_APPROVAL',
          place,
          severity: null,
          violation: 'UNBACKED_APPROVAL',
          subject: approvalNo,
          facts: `${projectCode} ${finding.shortfalls.map(({ pollutant }) => pollutant).join('、')}`,
          foundOn: civilDateOf(finding.foundOn),
          dueOn: null,
          status: finding.status,
          documentNo: finding.closure?.documentNo ?? null,
          positions: positionsOf(told),
        },
      ];
    }),
  );

const found = (events: readonly LoggedEvent[], year: number): readonly FindingRow[] =>
  [
    ...unbacked(events),
    ...recordedFindings(events).map((finding): FindingRow => ({ ...finding, kind: 'INSPECTION' })),
  ].filter(
    ({ foundOn, status }) => yearOf(foundOn) === year || (yearOf(foundOn) < year && status === 'OPEN'),
  );

const perPollutant = (lines: readonly AmountLine[]): readonly AmountLine[] =>
  POLLUTANTS.flatMap((pollutant) => {
    const own = lines.filter((line) => line.pollutant === pollutant);
    return own.length === 0
      ? []
      : [{ pollutant, amount: tonnes(sum(own.map(({ amount }) => mgOf(amount)))) }];
  });

const voidRows = (events: readonly LoggedEvent[], year: number): readonly VoidRow[] =>
  traced(events, voidFold).flatMap(({ state: { decision }, events: own }): VoidRow[] => {
    const decided = own.findLast(({ type }) => type === 'LotVoidDecided');
    if (decision === null || decided === undefined) return [];
    const decidedOn = dateAt(decided.occurredAt);
    if (yearOf(decidedOn) !== year) return [];
    const { lotId, place, decisionNo, reason, writtenOff, obligations, vouchers } = decision;
    return [
      {
        lotId,
        place,
        decisionNo,
        decidedOn,
        reason,
        writtenOff: perPollutant(writtenOff),
        obligations: perPollutant(obligations),
        vouchers: [...vouchers],
        positions: positionsOf(own),
      },
    ];
  });

const accountabilityRows = (events: readonly LoggedEvent[], year: number): readonly AccountabilityRow[] =>
  traced(events, accountabilityFold).flatMap(({ state, events: own }) =>
    [...state.values()]
      .filter(({ decidedOn }) => yearOf(decidedOn) === year)
      .map((record) => ({
        recordId: record.recordId,
        place: record.place,
        violation: record.violation,
        accountable: record.accountable,
        authority: record.authority,
        documentNo: record.documentNo,
        decidedOn: record.decidedOn,
        measure: record.measure,
        status: record.status,
        positions: positionsOf(
          own.filter(({ data }) => (data as { readonly recordId: string }).recordId === record.recordId),
        ),
      })),
  );

/** 核查发现问题报告 (第二十一条): of a year, of a place and everything inside it. */
export const auditFindings = (
  events: readonly LoggedEvent[],
  { year, place, asOf }: YearQuestion,
): AuditFindings => {
  const known = inForceAt(events, asOf);
  const findings = sortedBy(inPlace(found(known, year), place), ({ foundOn }) => foundOn);
  const voids = sortedBy(inPlace(voidRows(known, year), place), ({ decidedOn }) => decidedOn);
  const accountability = sortedBy(
    inPlace(accountabilityRows(known, year), place),
    ({ decidedOn }) => decidedOn,
  );
  return {
    report: 'AUDIT_FINDINGS',
    year,
    place,
    asOf: asOf ?? null,
    position: newestOf(findings, voids, accountability),
    counts: {
      found: findings.filter(({ foundOn }) => yearOf(foundOn) === year).length,
      open: findings.filter(({ status }) => status === 'OPEN').length,
      voided: voids.length,
      accountable: accountability.length,
    },
    findings,
    voids,
    accountability,
  };
};
