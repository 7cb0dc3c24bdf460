import { findPlace, type Language, ROLES, type Role } from '#kernel';
import type { Wording } from '../http/language.js';

/** 三员：system, security and audit administrator; they do no business and no two of them are one person. */
export const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies Role[];

const isAdministrator = (role: Role): boolean => (ADMINISTRATORS as readonly Role[]).includes(role);

/** What an account may hold: every role but that of the service itself. */
export const ACCOUNT_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'system');
/** Who works on the scheme's business: everyone but the three administrators. */
export const BUSINESS_ROLES: readonly Role[] = ACCOUNT_ROLES.filter((role) => !isAdministrator(role));

const NAMES: Record<Role, Wording> = {
  'county-clerk': { zh: '县级经办', en: 'county clerk' },
  'county-reviewer': { zh: '县级初审', en: 'county reviewer' },
  'county-approver': { zh: '县级终审', en: 'county approver' },
  'park-clerk': { zh: '园区经办', en: 'park clerk' },
  'element-water': { zh: '水要素审核', en: 'water division' },
  'element-air': { zh: '大气要素审核', en: 'air division' },
  'joint-review': { zh: '联合会审', en: 'joint review' },
  office: { zh: '总量办', en: 'quota office' },
  'bureau-lead': { zh: '局领导', en: 'bureau lead' },
  'leading-group': { zh: '领导小组', en: 'leading group' },
  monitoring: { zh: '监测处', en: 'monitoring division' },
  inspector: { zh: '执法监督', en: 'inspector' },
  'law-review': { zh: '法制审核', en: 'legal review' },
  'trade-org': { zh: '交易机构', en: 'trading body' },
  province: { zh: '省厅', en: 'province' },
  'system-admin': { zh: '系统管理员', en: 'system administrator' },
  'security-admin': { zh: '安全管理员', en: 'security administrator' },
  'audit-admin': { zh: '审计管理员', en: 'audit administrator' },
  system: { zh: '系统', en: 'the service' },
};

export const roleName = (role: Role, language: Language): string =>
  language === 'en' ? NAMES[role].en : NAMES[role].zh;

/** An account may not be made like this; the message is for the person who tries. */
export class AccountRuleError extends Error {
  override readonly name = 'AccountRuleError';
}

const USERNAME = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

/**
 * Roles and place of an account to be made: at least one role, each once, a known place, and an administrator is
 * nothing else (三员分立: exclusive with each other and with every business role).
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
  if (roles.some(isAdministrator) && roles.length > 1) {
    refuse('管理员不得兼任其他岗位', 'an administrator may hold no other role');
  }
};
