import { type Role } from '#kernel';
import { EVERY_ROLE, type Rows, type StateRow } from '../rows.js';
import type { World } from '../world.js';
import { about } from './shapes.js';

/** A task lies on the desk of those who may take the step, at the place or above it, and on no other. */
const deskOf = (role: Role, kind: string): StateRow => ({
  answers: '200 hidden',
  else: '200 hidden',
  but: { [role]: '200 shown' },
  query: `perPage=200&kind=${kind}`,
});
const ITEMS: Readonly<Record<string, (world: World) => string>> = {
  'deposit to review': ({ deposit }) => deposit.FILED,
  'deposit to mend': ({ deposit }) => deposit.RETURNED,
  'withdrawal to approve': ({ withdrawal }) => withdrawal.HELD,
  'suspension to decide': ({ suspension }) => suspension.PROPOSED,
  'void to decide': ({ lot }) => lot.PROPOSED,
};

export const INBOX: Rows = {
  'GET /api/v1/inbox': {
    who: EVERY_ROLE,
    ...about('county'),
    states: {
      'deposit to review': deskOf('county-reviewer', 'DEPOSIT_FIRST_REVIEW'),
      'deposit to mend': deskOf('county-clerk', 'DEPOSIT_MENDING'),
      'withdrawal to approve': deskOf('county-approver', 'WITHDRAWAL_APPROVAL'),
      'suspension to decide': deskOf('bureau-lead', 'SUSPENSION_DECISION'),
      'void to decide': deskOf('bureau-lead', 'VOID_DECISION'),
    },
    item: (world, state) => ITEMS[state]?.(world) ?? '',
    dry: true,
  },
};
