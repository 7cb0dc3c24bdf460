import { shape, type DomainEvent, type EventCatalogue, type Pollutant, type Tonnes } from '#kernel';

/** 批次标签：how a lot came about or what it should serve first. */
export const LOT_TAGS = ['TAIHU_5KM', 'INCENTIVE', 'OPENING'] as const;
export type LotTag = (typeof LOT_TAGS)[number];

export interface PoolLine {
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/** An amount taken from one lot for one pollutant. */
export interface Draw {
  readonly lotId: string;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/** Of a drawn amount, `retired` leaves the ledger for good and the rest becomes the unit's quota (policy A22). */
export interface SettledDraw extends Draw {
  readonly retired: Tonnes;
}

/** 入库：one deposit's share in this pool. The lot has the same id in every pool that holds a part of it. */
export type LotCredited = DomainEvent<
  'LotCredited',
  {
    readonly lotId: string;
    readonly depositId: string;
    readonly reductionId: string;
    /** 批次年份：the year the reduction was formed; draws take the oldest first. */
    readonly vintage: number;
    readonly tags: readonly LotTag[];
    readonly lines: readonly PoolLine[];
  }
>;

/** 占用：first review sets an amount aside for a project. */
export type QuotaHeld = DomainEvent<
  'QuotaHeld',
  { readonly withdrawalId: string; readonly draws: readonly Draw[]; readonly expiresOn: string }
>;

/** The hold ends without a voucher; the amounts are back in the same lots. */
export type HoldReleased = DomainEvent<
  'HoldReleased',
  {
    readonly withdrawalId: string;
    readonly draws: readonly Draw[];
    /** BACKING_VOIDED: a lot behind the hold was voided; the rest of the hold is free again (第二十一条). */
    readonly reason: 'CANCELLED' | 'RETURNED' | 'REJECTED' | 'BACKING_VOIDED';
  }
>;
export type HoldExpired = DomainEvent<
  'HoldExpired',
  { readonly withdrawalId: string; readonly draws: readonly Draw[] }
>;

/** 出库：held amounts leave with a voucher. */
export type QuotaWithdrawn = DomainEvent<
  'QuotaWithdrawn',
  { readonly withdrawalId: string; readonly voucherNo: string; readonly draws: readonly SettledDraw[] }
>;

/** A voucher was given up or lapsed before construction: k·E is back in the same lots (policy A22). */
export type QuotaReturned = DomainEvent<
  'QuotaReturned',
  {
    readonly withdrawalId: string;
    readonly voucherNo: string;
    readonly draws: readonly SettledDraw[];
    readonly reason: 'RELEASED' | 'LAPSED';
  }
>;

/**
 * 视为无效：the unused part of a lot is written off (第二十一条). Written again when a voucher drawn from the void lot is
 * given up, for the part of what came back that the locality still owed.
 */
export type LotVoided = DomainEvent<
  'LotVoided',
  {
    readonly lotId: string;
    readonly lines: readonly PoolLine[];
    readonly decisionNo: string;
    readonly reason: string;
  }
>;

export type PoolEvent =
  | LotCredited
  | QuotaHeld
  | HoldReleased
  | HoldExpired
  | QuotaWithdrawn
  | QuotaReturned
  | LotVoided;

export const poolEvents: EventCatalogue<PoolEvent> = {
  LotCredited: shape(1),
  QuotaHeld: shape(1),
  HoldReleased: shape(1),
  HoldExpired: shape(1),
  QuotaWithdrawn: shape(1),
  QuotaReturned: shape(1),
  LotVoided: shape(1),
};
