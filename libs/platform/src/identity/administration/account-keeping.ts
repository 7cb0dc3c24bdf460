import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountActs } from '../account-acts.js';
import type { Account } from '../accounts.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { type Administrator, entryOf } from './account-changes.js';
import { twoAdministrators } from './change.js';
import { People, type Person } from './people.js';

/** What one administrator does to somebody else's account. */
@Injectable()
export class AccountKeeping {
  constructor(
    private readonly acts: AccountActs,
    private readonly secondFactor: SecondFactor,
    private readonly people: People,
  ) {}

  /** Shuts an account at once. */
  lock(by: Administrator, account: Account): Promise<void> {
    return this.keep('LOCK', { by, account }, (manager) =>
      manager.query('UPDATE identity.account SET active = false WHERE id = $1', [account.id]),
    );
  }

  /** Opens it again, and forgives its failed sign-ins. */
  unlock(by: Administrator, account: Account): Promise<void> {
    return this.keep('UNLOCK', { by, account }, async (manager) => {
      await manager.query('UPDATE identity.account SET active = true WHERE id = $1', [account.id]);
      await manager.query('DELETE FROM identity.sign_in_failure WHERE username = $1', [account.username]);
    });
  }

  /** Ends every sign-in of an account; it may sign in again at once. */
  endSessions(by: Administrator, account: Account): Promise<void> {
    return this.keep('END_SESSIONS', { by, account }, () => Promise.resolve());
  }

  /** For a lost phone: the next sign-in needs the password alone and, where the role asks for it, a new secret. */
  resetSecondFactor(by: Administrator, account: Account): Promise<void> {
    return this.keep('RESET_SECOND_FACTOR', { by, account }, (manager) =>
      this.secondFactor.reset(manager, account.id),
    );
  }

  /** Of an account that is only asked for, as part of the asking. */
  firstPerson(manager: EntityManager, accountId: string, person: Person): Promise<void> {
    return this.people.write(manager, accountId, person);
  }

  writePerson(by: Administrator, accountId: string, person: Person): Promise<void> {
    return this.acts.perform(entryOf(by, { act: 'WRITE_PERSON', subject: accountId }), (manager) =>
      this.people.write(manager, accountId, person),
    );
  }

  /** Empties the person; the id stays, for events carry it. */
  erasePerson(by: Administrator, accountId: string): Promise<void> {
    return this.acts.perform(entryOf(by, { act: 'ERASE_PERSON', subject: accountId }), (manager) =>
      this.people.erase(manager, accountId),
    );
  }

  private async keep(
    act: string,
    { by, account }: { readonly by: Administrator; readonly account: Account },
    work: (manager: EntityManager) => Promise<unknown>,
  ): Promise<void> {
    if (by.account.id === account.id) throw twoAdministrators();
    await this.acts.perform(entryOf(by, { act, subject: account.id }), work, { account: account.id });
  }
}
