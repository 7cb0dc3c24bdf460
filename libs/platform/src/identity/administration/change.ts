import { answersFor, isAdministrator, type Role } from '#kernel';
import { edgeRefusal, type RefusalException } from '../../http/refusal.exception.js';
import { invalidField } from '../../http/faults.js';
import type { Account } from '../accounts.js';
import { AccountRuleError, assertAccountRules } from '../account-rules.js';

/** What takes two administrators: one asks for it, another confirms it. */
export const CHANGE_KINDS = ['CREATION', 'ROLES', 'RENEWAL', 'PASSWORD'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What an account shall be. */
export interface AccountTerms {
  readonly username: string;
  readonly roles: readonly Role[];
  readonly place: string;
}

/** A change that waits for its second administrator. */
export interface OpenChange extends AccountTerms {
  readonly id: string;
  readonly accountId: string;
  readonly kind: ChangeKind;
  /** Sealed; of a password that the two administrators put together from halves neither shows the other. */
  readonly firstHalf: string | null;
  readonly requestedBy: string;
  readonly requestedRole: Role;
  readonly requestedAt: Date;
}

export const twoAdministrators = (): RefusalException => edgeRefusal('TWO_ADMINISTRATORS');

/** 三员管辖: administrators know and keep accounts of their own place and of those within it. Errors: FORBIDDEN_PLACE. */
export const assertKeeps = (administrator: Account, place: string): void => {
  if (!answersFor(administrator, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
};

/** @throws RefusalException 422 when roles do not go together. */
export const assertTerms = (terms: AccountTerms): void => {
  try {
    assertAccountRules(terms);
  } catch (thrown) {
    if (thrown instanceof AccountRuleError) throw invalidField('roles', { rule: 'ROLES_TOGETHER' });
    throw thrown;
  }
};

/**
 * Two administrators of different offices, neither of them on their own account. The audit administrator, who else only
 * reads, confirms that the other two still hold their posts: somebody has to.
 * @throws RefusalException `TWO_ADMINISTRATORS`.
 */
export const assertMayDecide = (change: OpenChange, { id, roles }: Account): void => {
  const audits = roles.includes('audit-admin');
  const theirs = !audits || (change.kind === 'RENEWAL' && isAdministrator(change.roles));
  const other = change.requestedBy !== id && !roles.includes(change.requestedRole);
  if (!theirs || !other || change.accountId === id) throw twoAdministrators();
};
