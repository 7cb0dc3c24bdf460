import { isAdministrator, type Language, ROLES, type Role } from '#kernel';
import type { Wording } from '../http/language.js';

/** What an account may hold: every role but that of the service itself. */
export const ACCOUNT_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'system');
/** Who works on the scheme's business: everyone but the three administrators. */
export const BUSINESS_ROLES: readonly Role[] = ACCOUNT_ROLES.filter((role) => !isAdministrator([role]));

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
