import {
  shape,
  type CivilDate,
  type DomainEvent,
  type EventCatalogue,
  type Pollutant,
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

type OwnEvent = TradeRecorded | TradeBacked | TradeFreed;
/** Of a stream `trade-<place>`. */
export type TradeEvent = OwnEvent | CorrectionPosted;

export const tradeEvents: EventCatalogue<OwnEvent> = {
  TradeRecorded: shape(1),
  TradeBacked: shape(1),
  TradeFreed: shape(1),
};
