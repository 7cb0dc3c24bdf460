import { Injectable } from '@nestjs/common';
import { edgeRefusal } from '../http/refusal.exception.js';
import { Accounts, type StoredAccount } from './accounts.js';
import { Lockout } from './lockout.js';
import { Passwords } from './passwords.js';

/** Whether somebody is who they say: the password of a user name, every look at it counted. */
@Injectable()
export class CredentialCheck {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly lockout: Lockout,
  ) {}

  /**
   * The account whose password this is. An unknown name takes as long as a wrong password.
   * @throws RefusalException `BAD_CREDENTIALS`; `RATE_LIMITED` when the name has to wait.
   */
  async prove(username: string, password: string): Promise<StoredAccount> {
    await this.lockout.take(username);
    const account = await this.accounts.find(username);
    const matches = await this.passwords.matches(password, account?.passwordHash);
    if (!account || !matches) throw edgeRefusal('BAD_CREDENTIALS', { account: account?.id });
    return account;
  }

  /** Counts a try at something else than the password, such as a code, and gives the account as it stands. */
  async again(username: string): Promise<StoredAccount> {
    await this.lockout.take(username);
    const account = await this.accounts.find(username);
    if (!account) throw edgeRefusal('BAD_CREDENTIALS');
    return account;
  }

  /** Everything asked for was right: the slate is clean. */
  proven(username: string): Promise<void> {
    return this.lockout.clear(username);
  }

  hash(password: string): Promise<string> {
    return this.passwords.hash(password);
  }
}
