import type { MessageKey } from '../messages/catalogue.js';

/** A page of the menu and what an officer must be allowed to ask for to have it there. */
export interface Gate {
  readonly to:
    | '/inbox'
    | '/overview'
    | '/deposits'
    | '/withdrawals'
    | '/pools'
    | '/vouchers'
    | '/standing'
    | '/replay'
    | '/rules';
  readonly name: MessageKey;
  readonly permission: string;
}

export const GATES: readonly Gate[] = [
  { to: '/inbox', name: 'nav.inbox', permission: 'inbox:read' },
  { to: '/overview', name: 'nav.overview', permission: 'pool:read' },
  { to: '/deposits', name: 'nav.deposits', permission: 'deposit:read' },
  { to: '/withdrawals', name: 'nav.withdrawals', permission: 'withdrawal:read' },
  { to: '/pools', name: 'nav.pools', permission: 'pool:read' },
  { to: '/vouchers', name: 'nav.voucher', permission: 'voucher:read' },
  { to: '/standing', name: 'nav.standing', permission: 'standing:read' },
  { to: '/replay', name: 'nav.replay', permission: 'event:read' },
  { to: '/rules', name: 'nav.rules', permission: 'reference:read' },
];

/** Pages below no entry of the menu, and those that only some who see the entry may use. */
const INNER: readonly { readonly prefix: string; readonly permission: string }[] = [
  { prefix: '/deposits/new', permission: 'deposit:file' },
  { prefix: '/withdrawals/new', permission: 'demand:assess' },
  { prefix: '/lots', permission: 'pool:read' },
  { prefix: '/reductions', permission: 'reduction:read' },
];

const isBelow = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

/** What must be allowed to see the page at this path; nothing for a page everybody has. */
export const permissionFor = (path: string): string | undefined =>
  INNER.find(({ prefix }) => isBelow(path, prefix))?.permission ??
  GATES.find(({ to }) => isBelow(path, to))?.permission;
