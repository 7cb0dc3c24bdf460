import { shape, type DomainEvent, type EventCatalogue, type Json } from '#kernel';

/** 政策采用：a policy takes another value from a moment on, by a named decision (rulebook 1.5). */
export type PolicyAdopted = DomainEvent<
  'PolicyAdopted',
  {
    readonly key: string;
    /** 1 for the first adoption; 0 is the built-in default. */
    readonly version: number;
    readonly value: Json;
    readonly effectiveFrom: string;
    readonly decisionNo: string;
    /** On an adoption that binds from before the day it was recorded; the decision's document says why. */
    readonly backDated?: true;
  }
>;

export type PolicyEvent = PolicyAdopted;
export const policyEvents: EventCatalogue<PolicyEvent> = { PolicyAdopted: shape(1) };
