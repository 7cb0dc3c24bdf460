/** Who may act for whom; that those who act for somebody count as both is asked with every step. */
import { today, type Handler } from './asking.js';
import { found, Grounds } from './orders.js';
import { daysOn } from './plain.js';

const isAdministrator = (roles: readonly string[]): boolean =>
  roles.some((role) => ['system-admin', 'security-admin', 'audit-admin'].includes(role));

/** To another business account, in one's own name, from today on and for at most 92 days. */
const GrantDelegation: Handler = (books, order) => {
  const { data, actor, commandId: id } = order;
  const { delegate, delegateRoles, from, until } = data;
  new Grounds()
    .ask(
      !actor.id.includes(' for ') &&
        delegate !== actor.id &&
        !isAdministrator([...actor.roles, ...delegateRoles]),
      'DELEGATION_PARTIES',
    )
    .ask(from >= today(order) && until >= from && until <= daysOn(from, 91), 'DELEGATION_TERM')
    .stop();
  books.delegations.push({ id, delegator: actor.id, revoked: false });
  return { id, delegator: actor.id, delegate, from, until, revoked: false };
};

/** By who granted it; a second time changes nothing. */
const RevokeDelegation: Handler = (books, { data, actor }) => {
  const { delegationId } = data;
  const one = found(
    books.delegations.find(({ id, delegator }) => id === delegationId && delegator === actor.id),
  );
  one.revoked = true;
  return one;
};

export const DELEGATIONS: Readonly<Record<string, Handler>> = { GrantDelegation, RevokeDelegation };
