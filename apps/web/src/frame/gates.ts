import { MESSAGES } from '../messages/catalogue.js';
import type { Words } from '../messages/language.js';
import { MENU_GROUPS, PAGE_FILES, type MenuGroup } from '../pages/page-file.js';

/** An entry of the menu and what an officer must be allowed to ask for to have it there. */
export interface Gate {
  readonly to: string;
  readonly name: Words;
  readonly permission: string;
  readonly group: MenuGroup;
  readonly order: number;
}

const gate = (to: string, entry: Omit<Gate, 'to'>): Gate => ({ to, ...entry });

const GATES: readonly Gate[] = [
  gate('/inbox', { name: MESSAGES['nav.inbox'], permission: 'inbox:read', group: 'WORK', order: 1 }),
  gate('/overview', { name: MESSAGES['nav.overview'], permission: 'pool:read', group: 'WORK', order: 2 }),
  gate('/deposits', {
    name: MESSAGES['nav.deposits'],
    permission: 'deposit:read',
    group: 'ENTERING',
    order: 2,
  }),
  gate('/pools', { name: MESSAGES['nav.pools'], permission: 'pool:read', group: 'ENTERING', order: 3 }),
  gate('/withdrawals', {
    name: MESSAGES['nav.withdrawals'],
    permission: 'withdrawal:read',
    group: 'LEAVING',
    order: 1,
  }),
  gate('/vouchers', {
    name: MESSAGES['nav.voucher'],
    permission: 'voucher:read',
    group: 'LEAVING',
    order: 2,
  }),
  gate('/standing', {
    name: MESSAGES['nav.standing'],
    permission: 'standing:read',
    group: 'STANDING',
    order: 1,
  }),
  gate('/replay', { name: MESSAGES['nav.replay'], permission: 'event:read', group: 'SUPERVISION', order: 9 }),
  gate('/rules', { name: MESSAGES['nav.rules'], permission: 'reference:read', group: 'RULES', order: 1 }),
  ...PAGE_FILES.flatMap(({ path, permission, menu }) =>
    menu === undefined ? [] : [gate(path, { permission, ...menu })],
  ),
];

/** The menu as it is read: groups in order, and the entries of each. */
export const MENU = MENU_GROUPS.map((group) => ({
  group,
  gates: GATES.filter((one) => one.group === group).toSorted((a, b) => a.order - b.order),
}));

/** Pages below no entry of the menu, and those that only some who see the entry may use. */
const INNER: readonly { readonly path: string; readonly permission: string }[] = [
  { path: '/deposits/new', permission: 'deposit:file' },
  { path: '/withdrawals/new', permission: 'demand:assess' },
  { path: '/lots', permission: 'pool:read' },
  ...PAGE_FILES,
];

/** How much of an address a page's path speaks for; `$id` stands for any part. */
const reachOf = (path: string, address: string): number => {
  const parts = path.split('/');
  const given = address.split('/');
  return parts.every((part, index) =>
    part.startsWith('$') ? given[index] !== undefined : part === given[index],
  )
    ? parts.length
    : 0;
};

/** What must be allowed to see the page at this address; nothing for a page everybody has. */
export const permissionFor = (address: string): string | undefined =>
  [...INNER, ...GATES.map(({ to, permission }) => ({ path: to, permission }))]
    .filter(({ path }) => reachOf(path, address) > 0)
    .toSorted((a, b) => reachOf(b.path, address) - reachOf(a.path, address))[0]?.permission;
