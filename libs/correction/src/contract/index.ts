import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';

/** What a correction may be about: records that move no quota. */
export const CORRECTABLE = ['MONTHLY_READING', 'EIA_APPROVAL', 'TRADE_PRICE'] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** One figure taken back, and what stands in its place. */
export type Change = {
  readonly field: string;
  readonly from: string | boolean | null;
  readonly to: string | boolean | null;
};

/**
 * 更正：a wrongly recorded figure is taken back by decision. The record it names stays in the log; the new entry follows
 * in the same append, in the same stream, as an event of its own kind.
 */
export type CorrectionPosted = DomainEvent<
  'CorrectionPosted',
  {
    readonly correctionId: string;
    readonly record: Correctable;
    readonly recordId: string;
    readonly place: string;
    /** The new entry; an approval and a trade keep their number. */
    readonly replacedBy: string;
    readonly changes: readonly Change[];
    readonly reason: string;
    readonly decisionNo: string;
    readonly postedOn: CivilDate;
  }
>;

export const correctionEvents: EventCatalogue<CorrectionPosted> = { CorrectionPosted: shape(1) };
