import { Injectable } from '@nestjs/common';
import { isAdministrator } from '#kernel';
import { edgeRefusal } from '../http/refusal.exception.js';
import { type Account, Accounts } from './accounts.js';
import { Delegations } from './delegations.js';
import { AccountStanding } from './standing.js';

/** 代理: the accounts others may act for. */
@Injectable()
export class Principals {
  constructor(
    private readonly accounts: Accounts,
    private readonly standing: AccountStanding,
    private readonly delegations: Delegations,
  ) {}

  /**
   * The account acted for, as it stands now: a lock or change of roles binds whoever acts for it too.
   * Errors: DELEGATION_NOT_IN_FORCE.
   */
  async of(delegate: Account, named: string): Promise<Account> {
    const stored = await this.accounts.get(named);
    const inForce = stored !== undefined && (await this.delegations.inForce(stored.id, delegate.id));
    // Whoever became an administrator since is nobody's principal and nobody's delegate.
    const business = [delegate, stored].every((account) => account && !isAdministrator(account.roles));
    if (!stored || !inForce || !business || !this.standing.maySignIn(stored, Date.now()))
      throw edgeRefusal('DELEGATION_NOT_IN_FORCE', { account: named.slice(0, 64) });
    const { id, username, roles, place } = stored;
    return { id, username, roles, place };
  }
}
