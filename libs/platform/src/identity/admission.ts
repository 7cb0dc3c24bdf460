import { Injectable } from '@nestjs/common';
import { AccessLog } from './access-log/access-log.js';
import type { Account, SignInMethod, StoredAccount } from './accounts.js';
import { type OpenedSession, Sessions } from './sessions.js';
import { AccountStanding, type SetupStep } from './standing.js';

/** From where somebody acts, and under which trace id. */
export interface Origin {
  readonly address: string;
  readonly traceId: string;
}

/** Who acts on their own account, with the token they do it with. */
export interface Owner extends Origin {
  readonly account: Account;
  readonly token: string;
}

export interface SignInAnswer extends OpenedSession {
  /** What has to be done before anything else; left out when there is nothing. */
  readonly setup?: readonly SetupStep[];
}

/** The door for people already known: in and out, both written down. */
@Injectable()
export class Admission {
  constructor(
    private readonly standing: AccountStanding,
    private readonly sessions: Sessions,
    private readonly log: AccessLog,
  ) {}

  /** Neither locked nor suspended. */
  isOpenTo(account: StoredAccount): boolean {
    return this.standing.maySignIn(account, Date.now());
  }

  needsSecondFactor({ roles }: StoredAccount): boolean {
    return this.standing.needsSecondFactor(roles);
  }

  /** Opens a session. */
  async enter(account: StoredAccount, origin: Origin, method: SignInMethod): Promise<SignInAnswer> {
    await this.log.record({
      act: 'SIGN_IN',
      outcome: 'OK',
      account: account.id,
      ...origin,
      detail: { method },
    });
    const setup = this.standing.setup(account, method);
    const opened = await this.sessions.open(account, method);
    return setup.length === 0 ? opened : { ...opened, setup };
  }

  /** Ends the session of this token. */
  async leave({ account: { id }, token, address, traceId }: Owner): Promise<void> {
    await this.sessions.close(token);
    await this.log.record({ act: 'SIGN_OUT', outcome: 'OK', account: id, address, traceId });
  }
}
