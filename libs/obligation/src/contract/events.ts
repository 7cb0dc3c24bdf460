import {
  shape,
  type DomainEvent,
  type EventCatalogue,
  type Opinion,
  type Pollutant,
  type Tonnes,
} from '#kernel';

/** 后续收储扣除：void quota that had been used becomes a debt of the locality (第二十一条, policy A26). */
export type ObligationOpened = DomainEvent<
  'ObligationOpened',
  {
    readonly obligationId: string;
    readonly place: string;
    readonly lotId: string;
    readonly pool: string;
    readonly pollutant: Pollutant;
    readonly amount: Tonnes;
    readonly decisionNo: string;
  }
>;

/** A later deposit pays, oldest debt first, from 100 % of its gross amount. */
export type ObligationApplied = DomainEvent<
  'ObligationApplied',
  {
    readonly depositId: string;
    readonly payments: readonly {
      readonly obligationId: string;
      readonly pollutant: Pollutant;
      readonly amount: Tonnes;
    }[];
  }
>;

/** 冲减：a voucher drawn from void quota was given up; what came back is written off and owed no longer. */
export type ObligationReduced = DomainEvent<
  'ObligationReduced',
  {
    readonly withdrawalId: string;
    readonly voucherNo: string;
    readonly reductions: readonly {
      readonly obligationId: string;
      readonly pollutant: Pollutant;
      readonly amount: Tonnes;
    }[];
  }
>;

export type ObligationEvent = ObligationOpened | ObligationApplied | ObligationReduced;

interface VoidGrounds {
  readonly lotId: string;
  /** The place of the deposit or award, which answers for it. */
  readonly place: string;
  readonly reason: string;
  readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
}

/** 作废建议：an inspector proposes, with evidence. */
export type LotVoidProposed = DomainEvent<'LotVoidProposed', VoidGrounds>;

/** 审核意见 of a division on the proposal. */
export type LotVoidReviewed = DomainEvent<
  'LotVoidReviewed',
  Omit<Opinion, 'by'> & { readonly lotId: string; readonly place: string }
>;

/** 作废决定：decided by the bureau lead, with everything that followed from it in the same append. */
export type LotVoidDecided = DomainEvent<
  'LotVoidDecided',
  VoidGrounds & {
    readonly decisionNo: string;
    readonly writtenOff: readonly {
      readonly pool: string;
      readonly pollutant: Pollutant;
      readonly amount: Tonnes;
    }[];
    readonly obligations: readonly {
      readonly id: string;
      readonly place: string;
      readonly pool: string;
      readonly pollutant: Pollutant;
      readonly amount: Tonnes;
    }[];
    readonly vouchers: readonly string[];
    /** Withdrawals whose hold ended. */
    readonly holdsEnded: readonly string[];
    readonly policies: readonly string[];
  }
>;

export type VoidEvent = LotVoidProposed | LotVoidReviewed | LotVoidDecided;

export const obligationEvents: EventCatalogue<ObligationEvent | VoidEvent> = {
  ObligationOpened: shape(1),
  ObligationApplied: shape(1),
  ObligationReduced: shape(1),
  LotVoidProposed: shape(1),
  LotVoidReviewed: shape(1),
  LotVoidDecided: shape(1),
};
