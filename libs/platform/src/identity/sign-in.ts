import { Injectable } from '@nestjs/common';
import { edgeRefusal } from '../http/refusal.exception.js';
import { Admission, type Origin, type SignInAnswer } from './admission.js';
import { CredentialCheck } from './credential-check.js';
import { SecondFactor } from './second-factor/second-factor.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Of the authenticator app, where the account has one. */
  readonly code?: string | undefined;
}

/** Signing in by user name and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly check: CredentialCheck,
    private readonly secondFactor: SecondFactor,
    private readonly admission: Admission,
  ) {}

  /**
   * Opens a session. Unknown name, wrong password, wrong or used code and locked account look the same and take the
   * same time; that a code is wanted is told only to who knows the password.
   * @throws RefusalException `BAD_CREDENTIALS`; `SECOND_FACTOR_REQUIRED`; `RATE_LIMITED` after ten failures of one
   *   name, longer after each further one.
   */
  async open({ username, password, code }: Credentials, origin: Origin): Promise<SignInAnswer> {
    const account = await this.check.prove(username, password);
    const named = { account: account.id };
    if (!this.admission.isOpenTo(account)) throw edgeRefusal('BAD_CREDENTIALS', named);
    if (account.totpConfirmed) {
      // It stays counted: whoever has the password could otherwise wipe the count of wrong codes by leaving one out.
      if (code === undefined) throw edgeRefusal('SECOND_FACTOR_REQUIRED', named);
      if (!(await this.secondFactor.accepts(account, code))) throw edgeRefusal('BAD_CREDENTIALS', named);
    }
    await this.check.proven(username);
    return this.admission.enter(account, origin, 'PASSWORD');
  }
}
