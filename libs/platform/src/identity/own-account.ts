import { Injectable } from '@nestjs/common';
import { edgeRefusal } from '../http/refusal.exception.js';
import type { AccessEntry } from './access-log/entry.js';
import { AccountActs } from './account-acts.js';
import type { Owner } from './admission.js';
import { CredentialCheck } from './credential-check.js';
import { assertPassword } from './password-policy.js';
import { type Enrolment, SecondFactor } from './second-factor/second-factor.js';

const entryOf = (act: string, { account: { id }, address, traceId }: Owner): AccessEntry => ({
  act,
  outcome: 'OK',
  account: id,
  subject: id,
  address,
  traceId,
});

/** What people do to their own account. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly check: CredentialCheck,
    private readonly secondFactor: SecondFactor,
    private readonly acts: AccountActs,
  ) {}

  /** Ends every other session of the account. Errors: BAD_CREDENTIALS, RATE_LIMITED, 422 by the password policy. */
  async changePassword(
    owner: Owner,
    { old, next }: { readonly old: string; readonly next: string },
  ): Promise<void> {
    const { id, username } = owner.account;
    await this.check.prove(username, old);
    await this.check.proven(username);
    assertPassword('next', next, { username, old });
    const hash = await this.check.hash(next);
    await this.acts.perform(
      entryOf('CHANGE_PASSWORD', owner),
      (manager) =>
        manager.query('UPDATE identity.account SET password_hash = $2, password_due = false WHERE id = $1', [
          id,
          hash,
        ]),
      { account: id, exceptToken: owner.token },
    );
  }

  /** 退出全部登录: every session of the account ends at once, also the one that asks. */
  async leaveEverywhere(owner: Owner): Promise<void> {
    await this.acts.perform(entryOf('SIGN_OUT_EVERYWHERE', owner), () => Promise.resolve(), {
      account: owner.account.id,
    });
  }

  /** Errors: SECOND_FACTOR_SET. */
  enrol(owner: Owner): Promise<Enrolment> {
    return this.acts.perform(entryOf('ENROL_SECOND_FACTOR', owner), (manager) =>
      this.secondFactor.enrol(manager, owner.account),
    );
  }

  /** Errors: BAD_CREDENTIALS for a wrong or used code, RATE_LIMITED. */
  async confirmSecondFactor(owner: Owner, code: string): Promise<void> {
    const stored = await this.check.again(owner.account.username);
    if (!(await this.secondFactor.accepts(stored, code))) {
      throw edgeRefusal('BAD_CREDENTIALS', { account: stored.id });
    }
    await this.check.proven(stored.username);
    await this.acts.perform(entryOf('CONFIRM_SECOND_FACTOR', owner), () => Promise.resolve());
  }
}
