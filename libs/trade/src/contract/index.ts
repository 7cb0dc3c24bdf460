import {
  shape,
  type CivilDate,
  type DomainEvent,
  type EventCatalogue,
  type Instant,
  type Pollutant,
  type RefusalCode,
  type Tonnes,
} from '#kernel';
import type { CorrectionPosted } from '#contract/correction';

export interface TradeLine {
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/**
 * 交易凭证：a unit bought quota; the trading organisation's voucher for it (第八条 path A). Written again, whole, when its
 * price is corrected.
 */
export type TradeRecorded = DomainEvent<
  'TradeRecorded',
  {
    readonly tradeNo: string;
    readonly year: number;
    readonly serial: number;
    readonly sellerUscc: string;
    readonly buyerUscc: string;
    /** The buyer's. */
    readonly place: string;
    /** Nothing where the seller lies outside this installation. */
    readonly sellerPlace: string | null;
    readonly lines: readonly TradeLine[];
    /** Years the purchase runs; nothing for one without term (policy A37). */
    readonly termYears: number | null;
    readonly validUntil: CivilDate | null;
    /** In CNY, as stated. */
    readonly price: string | null;
    readonly rulingNo: string | null;
    readonly recordedOn: CivilDate;
    readonly policies: readonly string[];
  }
>;

/** 占用：a purchase backs a project. */
export type TradeBacked = DomainEvent<
  'TradeBacked',
  { readonly tradeNo: string; readonly withdrawalId: string; readonly lines: readonly TradeLine[] }
>;

/** The project gave its backing up; the purchase is free again. */
export type TradeFreed = DomainEvent<
  'TradeFreed',
  { readonly tradeNo: string; readonly withdrawalId: string }
>;

/** 跨省转让：an amount of a purchase is set aside here for a unit in another province's ledger, which has until then. */
export type CrossingReserved = DomainEvent<
  'CrossingReserved',
  {
    readonly crossingId: string;
    readonly tradeNo: string;
    readonly lines: readonly TradeLine[];
    readonly toLedger: string;
    readonly toPlace: string;
    readonly buyerUscc: string;
    /** In CNY, as stated. */
    readonly price: string | null;
    /** The last moment at which it may be taken, by the other ledger's recorded time. */
    readonly until: Instant;
  }
>;

/** What the other ledger has answered, and where: an auditor of both finds it there. */
interface CrossingConcluded {
  readonly crossingId: string;
  readonly tradeNo: string;
  readonly answeredAt: number;
}
/** It is there, and gone from here for good. */
export type CrossingSettled = DomainEvent<'CrossingSettled', CrossingConcluded>;
/** It was declined there, and is free again here. */
export type CrossingReturned = DomainEvent<'CrossingReturned', CrossingConcluded>;

/** Where another ledger has set the amount aside. */
interface CrossingOrigin {
  readonly crossingId: string;
  readonly fromLedger: string;
  readonly fromTradeNo: string;
  readonly reservedAt: number;
}
/** 转入：taken here, as the purchase of this number. */
export type CrossingTaken = DomainEvent<'CrossingTaken', CrossingOrigin & { readonly tradeNo: string }>;
/** 不予转入：never to be taken here, on these grounds. */
export type CrossingDeclined = DomainEvent<
  'CrossingDeclined',
  CrossingOrigin & { readonly grounds: readonly RefusalCode[] }
>;

type CrossingEvent = CrossingReserved | CrossingSettled | CrossingReturned | CrossingTaken | CrossingDeclined;
type OwnEvent = TradeRecorded | TradeBacked | TradeFreed | CrossingEvent;
/** Of a stream `trade-<place>`. */
export type TradeEvent = OwnEvent | CorrectionPosted;

export const tradeEvents: EventCatalogue<OwnEvent> = {
  TradeRecorded: shape(1),
  TradeBacked: shape(1),
  TradeFreed: shape(1),
  CrossingReserved: shape(1),
  CrossingSettled: shape(1),
  CrossingReturned: shape(1),
  CrossingTaken: shape(1),
  CrossingDeclined: shape(1),
};
