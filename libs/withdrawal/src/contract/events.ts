import { shape, type DomainEvent, type EventCatalogue, type Medium, type RuleOutcome } from '#kernel';
import type {
  EiaDocument,
  PoolDraw,
  Project,
  RequiredLine,
  ReviewDecision,
  SettledPoolDraw,
  SourcePath,
  StatedLine,
  VoucherLine,
} from './terms.js';

interface Demand {
  readonly lines: readonly StatedLine[];
  readonly required: readonly RequiredLine[];
  readonly policies: readonly string[];
}

/** 出库申请：a project's demand, with the required replacement as computed under the policies named. */
export type DemandFiled = DomainEvent<
  'DemandFiled',
  Demand & {
    readonly withdrawalId: string;
    readonly project: Project;
    readonly path: SourcePath;
    /** Pools the applicant asks for; empty means the order of policy A24. */
    readonly pools: readonly string[];
    /** 交易凭证 that back the demand where it was bought. */
    readonly tradeVouchers: readonly string[];
    readonly effectiveOn: string;
    /** On a filing that names a day before its own. */
    readonly backDated?: true;
    readonly rulingNo: string | null;
    /** 非优先类别动用储备库的理由 (第六条), if one was given. */
    readonly priorityReason?: string | null;
    readonly eiaDocument: EiaDocument;
    readonly filedOn: string;
  }
>;

/** The applicant corrected the figures before review (or after a return). */
export type DemandAmended = DomainEvent<
  'DemandAmended',
  /** Purchases, where the demand rested on none before. */
  Demand & { readonly tradeVouchers?: readonly string[] }
>;

/** 初审：a pass holds the named amounts in the named lots, chosen under the policies named. */
export type WithdrawalFirstReviewed = DomainEvent<
  'WithdrawalFirstReviewed',
  {
    readonly decision: ReviewDecision;
    readonly opinion: string;
    readonly draws: readonly PoolDraw[];
    readonly expiresOn: string | null;
    readonly policies?: readonly string[];
  }
>;

/** 要素审核：only where municipal or provincial quota is drawn. */
export type WithdrawalElementReviewed = DomainEvent<
  'WithdrawalElementReviewed',
  { readonly medium: Medium; readonly decision: ReviewDecision; readonly opinion: string }
>;

/** 终审。 */
export type WithdrawalApproved = DomainEvent<
  'WithdrawalApproved',
  {
    readonly opinion: string;
    readonly documentNo: string | null;
    /** 追溯生效的理由: of a withdrawal that takes effect before the day it was filed. */
    readonly backDatedReason?: string;
  }
>;
export type WithdrawalTurnedDown = DomainEvent<
  'WithdrawalTurnedDown',
  { readonly decision: Exclude<ReviewDecision, 'PASS'>; readonly opinion: string }
>;

/** 凭证：proof that the project's quota is backed; k·E left the pools. */
export type VoucherIssued = DomainEvent<
  'VoucherIssued',
  {
    readonly voucherNo: string;
    readonly withdrawalId: string;
    readonly lines: readonly VoucherLine[];
    readonly draws: readonly SettledPoolDraw[];
    readonly validUntil: string;
    /** The rules that let it through, as shown on the voucher. */
    readonly rules: readonly RuleOutcome[];
    readonly policies?: readonly string[];
  }
>;

/** 凭证编号：the register of a place gives each voucher the next number of the year. */
export type VoucherNumbered = DomainEvent<
  'VoucherNumbered',
  {
    readonly voucherNo: string;
    readonly withdrawalId: string;
    readonly year: number;
    readonly serial: number;
    /** Nothing in entries older than the comparison of EIA approvals. */
    readonly projectCode: string | null;
  }
>;

/** The hold ran out before approval (policy A36), or an order ended it before its day (policy A5 `VOID`). */
export type WithdrawalHoldExpired = DomainEvent<
  'WithdrawalHoldExpired',
  { readonly expiresOn: string; readonly cause?: 'SUSPENDED'; readonly policies?: readonly string[] }
>;
/** 撤回：before the voucher, or after it and before construction. */
export type WithdrawalReleased = DomainEvent<'WithdrawalReleased', { readonly reason: string }>;
/** 总量平衡登记：the EIA is approved. */
export type BalanceRegistered = DomainEvent<
  'BalanceRegistered',
  { readonly eiaApprovalNo: string; readonly approvedOn: string }
>;
/** 取得排污许可证：the project is built and its quota is in a permit; nothing gives it back any more. */
export type ProjectPermitted = DomainEvent<
  'ProjectPermitted',
  { readonly permitNo: string; readonly permittedOn: string }
>;
/** 失效：construction never began (policy A35). */
export type VoucherLapsed = DomainEvent<
  'VoucherLapsed',
  { readonly voucherNo: string; readonly reason: string }
>;
/** 支撑失效：a lot behind the voucher was voided; the voucher is kept and flagged (policy A27). */
export type BackingVoided = DomainEvent<
  'BackingVoided',
  { readonly voucherNo: string; readonly lotId: string }
>;

/** 占用因批次作废而解除：the demand is back where first review found it. */
export type WithdrawalHoldVoided = DomainEvent<'WithdrawalHoldVoided', { readonly lotId: string }>;

export type WithdrawalEvent =
  | DemandFiled
  | DemandAmended
  | WithdrawalFirstReviewed
  | WithdrawalElementReviewed
  | WithdrawalApproved
  | WithdrawalTurnedDown
  | VoucherIssued
  | WithdrawalHoldExpired
  | WithdrawalReleased
  | BalanceRegistered
  | ProjectPermitted
  | VoucherLapsed
  | BackingVoided
  | WithdrawalHoldVoided;

export type RegisterEvent = VoucherNumbered;

/** Version 1 knew no purchases. */
const demandWithTrades = (data: object): object => ({ ...data, tradeVouchers: [] });

/** Version 1 did not name the project. */
const numberedWithProject = (data: object): object => ({ ...data, projectCode: null });

export const withdrawalEvents: EventCatalogue<WithdrawalEvent | RegisterEvent> = {
  DemandFiled: shape(2, { 1: demandWithTrades }),
  DemandAmended: shape(1),
  WithdrawalFirstReviewed: shape(1),
  WithdrawalElementReviewed: shape(1),
  WithdrawalApproved: shape(1),
  WithdrawalTurnedDown: shape(1),
  VoucherIssued: shape(1),
  WithdrawalHoldExpired: shape(1),
  WithdrawalReleased: shape(1),
  BalanceRegistered: shape(1),
  ProjectPermitted: shape(1),
  VoucherLapsed: shape(1),
  BackingVoided: shape(1),
  WithdrawalHoldVoided: shape(1),
  VoucherNumbered: shape(2, { 1: numberedWithProject }),
};
