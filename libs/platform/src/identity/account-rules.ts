import { findPlace, isAdministrator, type Role } from '#kernel';
import { type Permission, rolesAllowed } from './permissions.js';
import { ACCOUNT_ROLES } from './roles.js';

/** An account may not be made like this; the message is for the person who tries. */
export class AccountRuleError extends Error {
  override readonly name = 'AccountRuleError';
}

const USERNAME = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

/** Steps that different people take (第二十三条), each chain in its order. */
export const DUTY_CHAINS = [
  ['deposit:file', 'deposit:first-review', 'deposit:approve'],
  ['withdrawal:file', 'withdrawal:first-review', 'withdrawal:approve'],
  ['lot:propose-void', 'lot:void'],
  ['suspension:propose', 'suspension:order'],
  ['assessment:record', 'assessment:publish'],
  ['award:compute', 'award:confirm'],
] as const satisfies readonly (readonly Permission[])[];

/** Whether roles held together would let one account take two steps of one chain. */
export const joinsDuties = (roles: readonly Role[]): boolean =>
  DUTY_CHAINS.some(
    (chain) => chain.filter((step) => roles.some((role) => rolesAllowed(step).includes(role))).length > 1,
  );

/**
 * Roles and place of an account to be made: at least one role, each once, a known place, and an administrator is
 * nothing else (三员分立: exclusive with each other and with every business role); no two steps of one item.
 * @throws AccountRuleError naming the account and the rule.
 */
export const assertAccountRules = (account: {
  readonly username: string;
  readonly roles: readonly Role[];
  readonly place: string;
}): void => {
  const { username, roles, place } = account;
  const refuse = (zh: string, en: string): never => {
    throw new AccountRuleError(`${username}: ${zh}\n${username}: ${en}`);
  };
  if (!USERNAME.test(username)) refuse('用户名不合格', 'not a user name');
  if (roles.length === 0 || new Set(roles).size < roles.length)
    refuse('岗位缺失或重复', 'roles are missing or repeated');
  if (!roles.every((role) => ACCOUNT_ROLES.includes(role))) refuse('没有这个岗位', 'unknown role');
  if (findPlace(place) === undefined) refuse('没有这个地区', 'unknown place');
  if (isAdministrator(roles) && roles.length > 1) {
    refuse('管理员不得兼任其他岗位', 'an administrator may hold no other role');
  }
  if (joinsDuties(roles))
    refuse('不得兼任同一事项的两个环节', 'one account may not take two steps of one item');
};
