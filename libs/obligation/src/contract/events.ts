import { shape, type DomainEvent, type EventCatalogue, type Pollutant, type Tonnes } from '#kernel';

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

export type ObligationEvent = ObligationOpened | ObligationApplied;

export const obligationEvents: EventCatalogue<ObligationEvent> = {
  ObligationOpened: shape(1),
  ObligationApplied: shape(1),
};
