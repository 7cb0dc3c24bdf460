import {
  assertNever,
  must,
  type CivilDate,
  type DutyDone,
  type Fold,
  type Instant,
  type Logged,
  type Medium,
} from '#kernel';
import type {
  EiaDocument,
  PoolDraw,
  Project,
  RequiredLine,
  ReviewDecision,
  SettledPoolDraw,
  SourcePath,
  StatedLine,
  VoucherIssued,
  VoucherLine,
  WithdrawalEvent,
} from '#contract/withdrawal';

/** 出库环节. HELD follows a passed first review; APPROVED lasts no longer than the append that issues the voucher. */
export const WITHDRAWAL_STATUSES = [
  'FILED',
  'RETURNED',
  'REJECTED',
  'HELD',
  'APPROVED',
  'VOUCHERED',
  'REGISTERED',
  'PERMITTED',
  'RELEASED',
  'LAPSED',
] as const;
export type WithdrawalStatus = (typeof WITHDRAWAL_STATUSES)[number];

export type WithdrawalStep = 'FILING' | 'FIRST_REVIEW' | 'ELEMENT_REVIEW' | 'APPROVAL';

/** 占用：lots set aside until a date, and the media whose division has passed it. */
export interface PlacedHold {
  readonly draws: readonly PoolDraw[];
  /** When the hold took effect: an order of later effect meets it in flight (policy A5). */
  readonly placedAt: Instant;
  readonly expiresOn: CivilDate;
  readonly passed: readonly Medium[];
}

/** 凭证, without the rules that it was given under: no decision asks for them again. */
export interface Voucher {
  readonly no: string;
  readonly lines: readonly VoucherLine[];
  readonly draws: readonly SettledPoolDraw[];
  readonly validUntil: CivilDate;
  readonly issuedAt: Instant;
  readonly position: number;
}

export interface Withdrawal {
  readonly id: string;
  readonly status: WithdrawalStatus;
  readonly project: Project;
  readonly path: SourcePath;
  readonly pools: readonly string[];
  /** 交易凭证 behind a purchased demand. */
  readonly tradeVouchers: readonly string[];
  readonly lines: readonly StatedLine[];
  readonly required: readonly RequiredLine[];
  readonly policies: readonly string[];
  readonly effectiveOn: CivilDate;
  readonly filedOn: CivilDate;
  readonly backDatedReason: string | null;
  readonly rulingNo: string | null;
  readonly priorityReason: string | null;
  readonly eiaDocument: EiaDocument;
  readonly hold: PlacedHold | null;
  readonly voucher: Voucher | null;
  readonly documentNo: string | null;
  readonly registration: { readonly eiaApprovalNo: string; readonly approvedOn: string } | null;
  readonly permit: { readonly permitNo: string; readonly permittedOn: string } | null;
  readonly backingVoided: boolean;
  /** The latest opinion or reason given on it. */
  readonly opinion: string | null;
  /** Who took which step, over all rounds. */
  readonly duties: readonly DutyDone[];
}

/** Nothing until the demand is filed. */
export type WithdrawalState = Withdrawal | undefined;

type Of<T extends WithdrawalEvent['type']> = Extract<Logged<WithdrawalEvent>, { type: T }>;

const filed = ({ data, actor }: Of<'DemandFiled'>): Withdrawal => ({
  id: data.withdrawalId,
  status: 'FILED',
  project: data.project,
  path: data.path,
  pools: data.pools,
  tradeVouchers: data.tradeVouchers,
  lines: data.lines,
  required: data.required,
  policies: data.policies,
  effectiveOn: data.effectiveOn as CivilDate,
  filedOn: data.filedOn as CivilDate,
  backDatedReason: null,
  rulingNo: data.rulingNo,
  priorityReason: data.priorityReason ?? null,
  eiaDocument: data.eiaDocument,
  hold: null,
  voucher: null,
  documentNo: null,
  registration: null,
  permit: null,
  backingVoided: false,
  opinion: null,
  duties: [{ step: 'FILING', by: actor }],
});

const turnedDown = (decision: ReviewDecision): Pick<Withdrawal, 'status' | 'hold'> => ({
  status: decision === 'RETURN' ? 'RETURNED' : 'REJECTED',
  hold: null,
});

const reviewed = (
  file: Withdrawal,
  { data, occurredAt: placedAt }: Of<'WithdrawalFirstReviewed'>,
): Withdrawal => {
  const { decision, opinion, draws, expiresOn } = data;
  if (decision !== 'PASS') return { ...file, opinion, ...turnedDown(decision) };
  const until = must(expiresOn, 'end of the hold') as CivilDate;
  const hold: PlacedHold = { draws, placedAt, expiresOn: until, passed: [] };
  return { ...file, opinion, status: 'HELD', hold };
};

const elementReviewed = (file: Withdrawal, { data }: Of<'WithdrawalElementReviewed'>): Withdrawal => {
  const { medium, decision, opinion } = data;
  if (decision !== 'PASS') return { ...file, opinion, ...turnedDown(decision) };
  return { ...file, opinion, hold: file.hold && { ...file.hold, passed: [...file.hold.passed, medium] } };
};

const voucherOf = (data: VoucherIssued['data'], issuedAt: Instant, position: number): Voucher => ({
  no: data.voucherNo,
  lines: data.lines,
  draws: data.draws,
  validUntil: data.validUntil as CivilDate,
  issuedAt,
  position,
});

const STEP_OF: Readonly<Partial<Record<WithdrawalEvent['type'], WithdrawalStep>>> = {
  DemandAmended: 'FILING',
  WithdrawalFirstReviewed: 'FIRST_REVIEW',
  WithdrawalElementReviewed: 'ELEMENT_REVIEW',
  WithdrawalApproved: 'APPROVAL',
  WithdrawalTurnedDown: 'APPROVAL',
};

type Later = Exclude<Logged<WithdrawalEvent>, Of<'DemandFiled'>>;
type Ending = Extract<
  Later,
  {
    type: 'WithdrawalReleased' | 'BalanceRegistered' | 'ProjectPermitted' | 'VoucherLapsed' | 'BackingVoided';
  }
>;

/** What becomes of a hold or voucher. */
const ended = (file: Withdrawal, event: Ending): Withdrawal => {
  switch (event.type) {
    case 'WithdrawalReleased':
      return { ...file, status: 'RELEASED', hold: null, opinion: event.data.reason };
    case 'BalanceRegistered':
      return { ...file, status: 'REGISTERED', registration: event.data };
    case 'ProjectPermitted':
      return { ...file, status: 'PERMITTED', permit: event.data };
    case 'VoucherLapsed':
      return { ...file, status: 'LAPSED', opinion: event.data.reason };
    case 'BackingVoided':
      return { ...file, backingVoided: true };
    default:
      return assertNever(event);
  }
};

const advanced = (file: Withdrawal, event: Later): Withdrawal => {
  switch (event.type) {
    case 'DemandAmended':
      return { ...file, ...event.data, status: 'FILED' };
    case 'WithdrawalFirstReviewed':
      return reviewed(file, event);
    case 'WithdrawalElementReviewed':
      return elementReviewed(file, event);
    case 'WithdrawalApproved':
      return { ...file, ...event.data, status: 'APPROVED' };
    case 'WithdrawalTurnedDown':
      return { ...file, opinion: event.data.opinion, ...turnedDown(event.data.decision) };
    case 'VoucherIssued':
      return {
        ...file,
        status: 'VOUCHERED',
        hold: null,
        voucher: voucherOf(event.data, event.recordedAt, event.position),
      };
    case 'WithdrawalHoldExpired':
    case 'WithdrawalHoldVoided':
      return { ...file, status: 'FILED', hold: null };
    default:
      return ended(file, event);
  }
};

const evolve = (state: WithdrawalState, event: Logged<WithdrawalEvent>): WithdrawalState => {
  if (event.type === 'DemandFiled') return filed(event);
  const file = advanced(must(state, `filed demand of ${event.stream}`), event);
  const step = STEP_OF[event.type];
  return step === undefined ? file : { ...file, duties: [...file.duties, { step, by: event.actor }] };
};

/** 出库：stream `withdrawal-<id>`. */
export const withdrawalFold: Fold<WithdrawalState, WithdrawalEvent> = {
  prefix: 'withdrawal',
  initial: () => undefined,
  evolve,
};
