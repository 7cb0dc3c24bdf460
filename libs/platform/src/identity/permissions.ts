import { ADMINISTRATORS, REVIEW_DIVISIONS, type Role } from '#kernel';
import { ACCOUNT_ROLES, BUSINESS_ROLES } from './roles.js';

const CLERKS: readonly Role[] = ['county-clerk', 'park-clerk'];
const ELEMENTS: readonly Role[] = ['element-water', 'element-air'];
/** 终审: county for a local pool, office for the municipal one, province for its own; the ledger checks which. */
const APPROVERS: readonly Role[] = ['county-approver', 'office', 'bureau-lead', 'province'];

/**
 * 岗位权限表 (审批矩阵): which roles may do what. Every route names one of these; place and separation of duties are
 * for the deciders. Reading "in scope" is open to all business roles and to no administrator.
 */
export const PERMISSIONS = {
  'session:own': ACCOUNT_ROLES,
  'reference:read': ACCOUNT_ROLES,
  'stream:read': ACCOUNT_ROLES,
  'inbox:read': ACCOUNT_ROLES,

  'account:read': ADMINISTRATORS,
  'account:staffing': [...ADMINISTRATORS, 'office'],
  'account:create': ['system-admin'],
  'account:request': ['system-admin', 'security-admin'],
  'account:confirm': ADMINISTRATORS,
  'account:lock': ['security-admin'],
  'person:write': ['system-admin'],
  'access-log:read': ['audit-admin'],
  'delegation:grant': BUSINESS_ROLES,
  'delegation:read': ACCOUNT_ROLES,

  'policy:adopt': ['leading-group'],

  'reduction:read': BUSINESS_ROLES,
  'reduction:file': CLERKS,
  'reduction:use': ['office'],

  'deposit:read': BUSINESS_ROLES,
  'deposit:file': CLERKS,
  'deposit:first-review': ['county-reviewer'],
  'deposit:site-verification': ['inspector'],
  'deposit:element-review': ELEMENTS,
  'deposit:joint-review': ['joint-review'],
  'deposit:approve': ['office', 'joint-review'],
  'opening:record': ['bureau-lead'],

  'demand:assess': BUSINESS_ROLES,
  'withdrawal:read': BUSINESS_ROLES,
  'withdrawal:file': CLERKS,
  'withdrawal:first-review': ['county-reviewer'],
  'withdrawal:element-review': ELEMENTS,
  'withdrawal:approve': APPROVERS,
  'withdrawal:release': APPROVERS,
  'withdrawal:register': APPROVERS,
  'withdrawal:lapse': APPROVERS,
  'voucher:read': BUSINESS_ROLES,

  'pool:read': BUSINESS_ROLES,
  /** Sums of every province's pools: what provinces share with each other. */
  'ledger:read': ['province'],
  'lot:propose-void': ['inspector'],
  'lot:review-void': REVIEW_DIVISIONS,
  'lot:void': ['bureau-lead'],
  'obligation:read': BUSINESS_ROLES,

  'reading:record': ['monitoring'],
  'reading:read': BUSINESS_ROLES,
  'warning:read': BUSINESS_ROLES,
  'measure:record': ['county-clerk', 'county-reviewer', 'park-clerk'],
  'suspension:propose': ['monitoring'],
  'suspension:review': REVIEW_DIVISIONS,
  'suspension:order': ['bureau-lead'],
  'suspension:lift': ['bureau-lead'],
  'suspension:read': BUSINESS_ROLES,
  'assessment:record': ['monitoring', ...ELEMENTS],
  'assessment:publish': ['leading-group'],
  'assessment:read': BUSINESS_ROLES,
  'standing:read': BUSINESS_ROLES,

  'park:read': BUSINESS_ROLES,
  'park:set-limits': ['office', 'province'],
  'park:consent': ['province'],
  'award:compute': ['office'],
  'award:confirm': ['province'],
  'trade:record': ['trade-org'],
  'trade:read': BUSINESS_ROLES,
  'eia-approval:import': ['office'],
  'finding:read': BUSINESS_ROLES,
  'permit-cancellation:record': ['office', 'county-clerk'],
  'permit-cancellation:read': BUSINESS_ROLES,
  'trade-report:import': ['trade-org'],
  'return:submit': ['office', 'county-clerk'],
  'finding:close': ['inspector', 'office'],
  'accountability:record': ['office', 'bureau-lead'],
  'capacity:record': ['office', 'monitoring', 'county-clerk', 'park-clerk'],
  'report:read': BUSINESS_ROLES,

  /** Of every kind of sheet; which kind is whose is that of the request it stands for. */
  'import:use': ['county-clerk', 'park-clerk', 'office', 'monitoring', 'trade-org', 'bureau-lead'],

  'event:read': ['inspector', 'audit-admin', 'office'],
  'signing-key:rotate': ['security-admin'],
  'audit-pack:make': ['inspector'],
  'inspection:conduct': ['inspector'],
  'inspection:read': BUSINESS_ROLES,
  'evidence:recognise': ['inspector', 'law-review'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export const rolesAllowed = (permission: Permission): readonly Role[] => PERMISSIONS[permission];

/** What somebody with these roles may ask for. */
export const permissionsOf = (roles: readonly Role[]): readonly Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
    rolesAllowed(permission).some((role) => roles.includes(role)),
  );
