import { assertNever, PersistentMap, type CivilDate, type Fold, type JsonObject, type Logged } from '#kernel';
import type { DelegationEvent } from '#contract/delegation';

/** 代理: who may act for the account of the stream, from one day through another. */
export interface Delegation {
  readonly id: string;
  readonly delegator: string;
  readonly delegate: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly revoked: boolean;
}

export type DelegationState = PersistentMap<string, Delegation>;

const evolve = (state: DelegationState, event: Logged<DelegationEvent>): DelegationState => {
  switch (event.type) {
    case 'DelegationGranted': {
      const { delegationId: id, ...terms } = event.data;
      return state.set(id, { id, ...terms, revoked: false });
    }
    case 'DelegationRevoked': {
      const known = state.get(event.data.delegationId);
      return known ? state.set(known.id, { ...known, revoked: true }) : state;
    }
    default:
      return assertNever(event);
  }
};

/** Streams `delegation-<account>`: what an account has granted. */
export const delegationFold: Fold<DelegationState, DelegationEvent> = {
  prefix: 'delegation',
  initial: () => PersistentMap(),
  evolve,
};

/** Whether somebody may act for the account of the stream on a day. */
export const actsFor = (state: DelegationState, delegate: string, today: CivilDate): boolean =>
  [...state.values()].some(
    (one) => one.delegate === delegate && !one.revoked && one.from <= today && today <= one.until,
  );

export const delegationView = ({
  id,
  delegator,
  delegate,
  from,
  until,
  revoked,
}: Delegation): JsonObject => ({
  id,
  delegator,
  delegate,
  from,
  until,
  revoked,
});
