import {
  shape,
  type CivilDate,
  type CivilMonth,
  type CivilQuarter,
  type DomainEvent,
  type EventCatalogue,
  type Instant,
  type Pollutant,
  type Tonnes,
} from '#kernel';

/**
 * 排污许可证注销：a unit closed and gave its permit up (总则第四条 feed 2). Takes effect on the day of cancellation; a second
 * record of the same permit corrects the first.
 */
export type PermitCancelled = DomainEvent<
  'PermitCancelled',
  {
    readonly permitNo: string;
    readonly unit: { readonly uscc: string; readonly name: string };
    readonly place: string;
    readonly cancelledOn: CivilDate;
    readonly reason: string;
    readonly recordedOn: CivilDate;
  }
>;

/**
 * 季度调度报送 (总则第四条): an officer hands in the return of a place and quarter. `digest` is the SHA-256 of the report's
 * JSON as of `asOf` and as known at log position `position`, so that it can be made again and compared.
 */
export type QuarterlyReturnSubmitted = DomainEvent<
  'QuarterlyReturnSubmitted',
  {
    readonly place: string;
    readonly quarter: CivilQuarter;
    /** 1 for the first submission; a later one corrects those before. */
    readonly no: number;
    readonly asOf: Instant;
    readonly position: number;
    readonly digest: string;
    readonly submittedOn: CivilDate;
    readonly dueOn: CivilDate;
    /** The first submission came after `dueOn`; a correction is never late. */
    readonly late: boolean;
    readonly policies: readonly string[];
  }
>;

export const TRADE_SIDES = ['SOLD', 'BOUGHT'] as const;
export type TradeSide = (typeof TRADE_SIDES)[number];

/** One side of a trade as a monthly report states it. */
export interface TradeLeg {
  readonly side: TradeSide;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
  /** Who sold or bought, if the report says so. */
  readonly party: string | null;
}

/** 交易月报：what a source published of a month, leg by leg; a second import of a source replaces its first. */
export type TradeReportImported = DomainEvent<
  'TradeReportImported',
  {
    readonly month: CivilMonth;
    readonly source: string;
    /** Of the organisation that imported it. */
    readonly place: string;
    readonly legs: readonly TradeLeg[];
    readonly importedOn: CivilDate;
  }
>;

export type ReturnsEvent = PermitCancelled | QuarterlyReturnSubmitted | TradeReportImported;

export const returnsEvents: EventCatalogue<ReturnsEvent> = {
  PermitCancelled: shape(1),
  QuarterlyReturnSubmitted: shape(1),
  TradeReportImported: shape(1),
};
