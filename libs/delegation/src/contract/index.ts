import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';

/** 代理授权：an account lets another act in its name from one day through another. Ids only, never a name. */
export type DelegationGranted = DomainEvent<
  'DelegationGranted',
  {
    readonly delegationId: string;
    readonly delegator: string;
    readonly delegate: string;
    readonly from: CivilDate;
    readonly until: CivilDate;
  }
>;

/** 撤销代理：from this moment on. */
export type DelegationRevoked = DomainEvent<'DelegationRevoked', { readonly delegationId: string }>;

export type DelegationEvent = DelegationGranted | DelegationRevoked;

export const delegationEvents: EventCatalogue<DelegationEvent> = {
  DelegationGranted: shape(1),
  DelegationRevoked: shape(1),
};
