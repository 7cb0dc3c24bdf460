import { Injectable } from '@nestjs/common';
import { edgeRefusal } from '../http/refusal.exception.js';
import { Accounts } from './accounts.js';
import { Attempts } from './attempts.js';
import { Passwords } from './passwords.js';
import { type OpenedSession, Sessions } from './sessions.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Signing in by user name and password. */
@Injectable()
export class SignIn {
  private readonly attempts = new Attempts();

  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Opens a session. Unknown name, wrong password and locked account look the same and take the same time.
   * @throws RefusalException `BAD_CREDENTIALS`; `RATE_LIMITED` after ten failures a minute of one name from one
   *   address.
   */
  async open({ username, password }: Credentials, address: string): Promise<OpenedSession> {
    const key = `${username} ${address}`;
    const wait = this.attempts.take(key, Date.now());
    if (wait !== undefined) throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: wait });
    const account = await this.accounts.find(username);
    const matches = await this.passwords.matches(password, account?.passwordHash);
    if (!account || !matches || !account.active) throw edgeRefusal('BAD_CREDENTIALS');
    this.attempts.clear(key);
    return this.sessions.open(account);
  }
}
