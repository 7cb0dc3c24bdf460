import {
  accountsOf,
  addDays,
  holds,
  isAdministrator,
  propose,
  refuseBy,
  refuseMissing,
  streamName,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
  type Role,
} from '#kernel';
import type { DelegationGranted, DelegationRevoked } from '#contract/delegation';
import { delegationFold, delegationView } from './delegation.fold.js';

/** A holiday or a course; whoever is away for longer gives up the post. */
const MOST_DAYS = 92;

export interface GrantDelegation {
  readonly delegate: string;
  /** The delegate's own, as the account has them now. */
  readonly delegateRoles: readonly Role[];
  readonly from: CivilDate;
  readonly until: CivilDate;
}

const streamOf = (delegator: string): string => streamName(delegationFold.prefix, delegator);

/** 代理授权: by the account itself, to another business account, from today on, never passed on. */
export const grantDelegation: Decider<GrantDelegation> = {
  command: 'GrantDelegation',
  decide({ data, actor, today, commandId: delegationId }: Command<GrantDelegation>): Decision {
    const { delegate, delegateRoles, from, until } = data;
    const ownName = accountsOf(actor.id).length === 1 && delegate !== actor.id;
    const business = !isAdministrator(actor.roles) && !isAdministrator(delegateRoles);
    const lasts = from >= today && until >= from && until < addDays(from, MOST_DAYS);
    const rules = [
      holds(ownName && business, 'DELEGATION_PARTIES', { inputs: { delegate } }),
      holds(lasts, 'DELEGATION_TERM', { inputs: { from, until, today, days: MOST_DAYS } }),
    ];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const granted: DelegationGranted = {
      type: 'DelegationGranted',
      data: { delegationId, delegator: actor.id, delegate, from, until },
    };
    const view = delegationView({ id: delegationId, ...granted.data, revoked: false });
    return { ok: true, events: [propose(streamOf(actor.id), granted)], rules, answer: () => view };
  },
};

export interface RevokeDelegation {
  readonly delegationId: string;
}

/** 撤销代理: by who granted it, at any time, at once. */
export const revokeDelegation: Decider<RevokeDelegation> = {
  command: 'RevokeDelegation',
  decide({ data: { delegationId }, actor }: Command<RevokeDelegation>, state): Decision {
    const known = state(delegationFold, actor.id).get(delegationId);
    if (!known) return refuseMissing(`代理 ${delegationId}`);
    const revoked: DelegationRevoked = { type: 'DelegationRevoked', data: { delegationId } };
    const events = known.revoked ? [] : [propose(streamOf(actor.id), revoked)];
    return { ok: true, events, rules: [], answer: () => delegationView({ ...known, revoked: true }) };
  },
};
