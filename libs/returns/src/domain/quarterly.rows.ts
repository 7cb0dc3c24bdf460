import {
  addMonths,
  dateAt,
  foldSpelling,
  type CivilDate,
  type Instant,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import type { PermitCancelled } from '#contract/returns';
import type { ReductionFiled } from '#contract/reduction';
import type { PolicyReader } from '#libs/policy';
import { eiaFold, type EiaApproval } from '#libs/eia';
import { withdrawalFold, type Withdrawal } from '#libs/withdrawal';
import { grouped, inOrder, ofTypes, positionsOf, traced, type Positions, type Traced } from './traced.js';

/** 环评批复 (feed 1) and the vouchers found behind it. */
export type ApprovalRow = {
  readonly approvalNo: string;
  readonly approvedOn: CivilDate;
  readonly projectCode: string;
  readonly place: string;
  readonly lines: readonly { readonly pollutant: Pollutant; readonly amount: Tonnes }[];
  readonly matched: boolean;
  readonly vouchers: readonly string[];
  readonly findingId: string | null;
  readonly positions: Positions;
};

/** 许可证注销 (feed 2) and the reductions filed for the closed unit. */
export type CancellationRow = {
  readonly permitNo: string;
  readonly unit: { readonly uscc: string; readonly name: string };
  readonly place: string;
  readonly cancelledOn: CivilDate;
  readonly reason: string;
  /** A reduction should be filed by this day (第四条, policy A30). */
  readonly dueOn: CivilDate;
  readonly reductions: readonly string[];
  readonly positions: Positions;
};

/** 关停减排量申报: a reduction filed because a unit closed, and whether its permit's cancellation is known. */
export type ClosureRow = {
  readonly reductionId: string;
  readonly permitNo: string | null;
  readonly unit: { readonly uscc: string | null; readonly name: string };
  readonly place: string;
  readonly filedOn: string;
  readonly cancelled: boolean;
  readonly positions: Positions;
};

/** 总量平衡登记 (feed 3) with what its voucher gave. */
export type RegistrationRow = {
  readonly withdrawalId: string;
  readonly projectCode: string;
  readonly projectName: string;
  readonly place: string;
  readonly eiaApprovalNo: string;
  readonly approvedOn: string;
  readonly voucherNo: string | null;
  readonly lines: readonly {
    readonly pollutant: Pollutant;
    readonly required: Tonnes;
    readonly granted: Tonnes;
    readonly retired: Tonnes;
  }[];
  readonly positions: Positions;
};

const approvalRow = (approval: EiaApproval, told: readonly LoggedEvent[]): ApprovalRow => {
  const last = told.findLastIndex(({ type }) => type === 'EiaApprovalImported');
  const open = approval.finding?.status === 'OPEN';
  return {
    approvalNo: approval.approvalNo,
    approvedOn: approval.approvedOn,
    projectCode: approval.projectCode,
    place: approval.place,
    lines: approval.lines.map((line) => ({ ...line })),
    matched: !open,
    vouchers: [...approval.vouchers],
    findingId: open ? (approval.finding?.findingId ?? null) : null,
    positions: positionsOf(told.slice(last)),
  };
};

/** Approvals as last imported; which quarter they belong to is the day of approval's to say. */
export const approvalRows = (events: readonly LoggedEvent[]): readonly ApprovalRow[] =>
  traced(events, eiaFold).flatMap(({ state, events: own }) => {
    const told = grouped(own, ({ data }) => (data as { readonly approvalNo: string }).approvalNo);
    return [...state.approvals.values()].map((approval) =>
      approvalRow(approval, told.get(approval.approvalNo) ?? []),
    );
  });

type Filing = Pick<LoggedEvent, 'position'> & { readonly data: ReductionFiled['data'] };

const closureFilings = (events: readonly LoggedEvent[], until: CivilDate): readonly Filing[] =>
  (ofTypes(events, ['ReductionFiled']) as readonly (LoggedEvent<ReductionFiled> & Filing)[]).filter(
    ({ data }) => data.measure === 'UNIT_CLOSURE' && data.filedOn <= until,
  );

type Cancellation = Pick<LoggedEvent, 'position'> & { readonly data: PermitCancelled['data'] };

/** Of each permit the record that counts: the last one. */
const cancellations = (events: readonly LoggedEvent[], until: CivilDate): readonly Cancellation[] => {
  const records = ofTypes(events, ['PermitCancelled']) as readonly (LoggedEvent<PermitCancelled> &
    Cancellation)[];
  return [...new Map(records.map((record) => [record.data.permitNo, record])).values()].filter(
    ({ data }) => data.cancelledOn <= until,
  );
};

/** As cancellations spell it; nothing that any permit is called by for a filing without one. */
const permitOf = ({ data }: Filing): string => (data.permitNo === null ? '' : foldSpelling(data.permitNo));

/** Cancellations known, each with the closures filed under its permit by the moment asked about. */
export const cancellationRows = (
  events: readonly LoggedEvent[],
  asOf: Instant,
  policies: PolicyReader,
): readonly CancellationRow[] => {
  const until = dateAt(asOf);
  const filings = grouped(closureFilings(events, until), permitOf);
  const { value: months } = policies<number>('deposit.deadline');
  return cancellations(events, until).map(({ position, data }) => {
    const filed = filings.get(data.permitNo) ?? [];
    const { permitNo, unit, place, cancelledOn, reason } = data;
    return {
      permitNo,
      unit: { ...unit },
      place,
      cancelledOn,
      reason,
      dueOn: addMonths(cancelledOn, months),
      reductions: filed.map((filing) => filing.data.reductionId),
      positions: inOrder([position, ...filed.map((filing) => filing.position)]),
    };
  });
};

/** Closures filed by the moment asked about. */
export const closureRows = (events: readonly LoggedEvent[], asOf: Instant): readonly ClosureRow[] => {
  const until = dateAt(asOf);
  const known = new Map(cancellations(events, until).map((record) => [record.data.permitNo, record]));
  return closureFilings(events, until).map((filing) => {
    const { position, data } = filing;
    const source = known.get(permitOf(filing));
    return {
      reductionId: data.reductionId,
      permitNo: data.permitNo,
      unit: { ...data.unit },
      place: data.place,
      filedOn: data.filedOn,
      cancelled: source !== undefined,
      positions: inOrder(source ? [position, source.position] : [position]),
    };
  });
};

const REGISTRATION_SOURCES = ['DemandFiled', 'VoucherIssued', 'BalanceRegistered'];

const registrationRow = ({ state, events }: Traced<Withdrawal | undefined>): readonly RegistrationRow[] => {
  if (!state?.registration) return [];
  const { id, project, voucher, registration } = state;
  return [
    {
      withdrawalId: id,
      projectCode: project.code,
      projectName: project.name,
      place: project.place,
      eiaApprovalNo: registration.eiaApprovalNo,
      approvedOn: registration.approvedOn,
      voucherNo: voucher?.no ?? null,
      lines: (voucher?.lines ?? []).map((line) => ({ ...line })),
      positions: positionsOf(ofTypes(events, REGISTRATION_SOURCES)),
    },
  ];
};

/** Registrations, whatever became of them later. */
export const registrationRows = (events: readonly LoggedEvent[]): readonly RegistrationRow[] =>
  traced(events, withdrawalFold).flatMap(registrationRow);
