import type { Logged } from '#kernel';
import type {
  OrderLifted,
  SuspensionOrdered,
  SuspensionProposalDeclined,
  SuspensionProposed,
  SuspensionReviewed,
} from '#contract/standing';
import type { StandingState, Suspension } from './standing.state.js';

const put = (state: StandingState, suspension: Suspension): StandingState => ({
  ...state,
  suspensions: state.suspensions.set(suspension.id, suspension),
});
const change = (state: StandingState, id: string, changes: Partial<Suspension>): StandingState => {
  const known = state.suspensions.get(id);
  return known === undefined ? state : put(state, { ...known, ...changes });
};

const scopeOf = ({ data }: Logged<SuspensionProposed | SuspensionOrdered>) => ({
  id: data.suspensionId,
  place: data.place,
  acts: data.acts,
  pollutants: data.pollutants,
  effectiveFrom: data.effectiveFrom,
  orderNo: data.orderNo,
  reason: data.reason,
  readingIds: data.readingIds,
});

export const proposed = (state: StandingState, event: Logged<SuspensionProposed>): StandingState =>
  put(state, {
    ...scopeOf(event),
    status: 'PROPOSED',
    liftedFrom: null,
    liftOrderNo: null,
    backDated: false,
    opinions: [],
    proposedBy: event.actor,
    orderedBy: null,
    liftedBy: null,
  });

export const ordered = (state: StandingState, event: Logged<SuspensionOrdered>): StandingState =>
  put(state, {
    ...scopeOf(event),
    status: 'ORDERED',
    liftedFrom: null,
    liftOrderNo: null,
    backDated: event.data.backDated,
    opinions: state.suspensions.get(event.data.suspensionId)?.opinions ?? [],
    proposedBy: state.suspensions.get(event.data.suspensionId)?.proposedBy ?? null,
    orderedBy: event.actor,
    liftedBy: null,
  });

export const declined = (state: StandingState, { data }: Logged<SuspensionProposalDeclined>): StandingState =>
  change(state, data.suspensionId, { status: 'DECLINED' });

export const reviewed = (
  state: StandingState,
  { data, actor: by }: Logged<SuspensionReviewed>,
): StandingState => {
  const { suspensionId, ...opinion } = data;
  const opinions = state.suspensions.get(suspensionId)?.opinions ?? [];
  return change(state, suspensionId, { opinions: [...opinions, { ...opinion, by }] });
};

export const lifted = (state: StandingState, { data, actor }: Logged<OrderLifted>): StandingState =>
  change(state, data.suspensionId, {
    status: 'LIFTED',
    liftedFrom: data.liftedFrom,
    liftOrderNo: data.orderNo,
    liftedBy: actor,
    backDated: data.backDated || (state.suspensions.get(data.suspensionId)?.backDated ?? false),
  });
