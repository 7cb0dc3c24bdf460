import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { edgeRefusal } from '../../http/refusal.exception.js';
import type { StoredAccount } from '../accounts.js';
import { SecretBox } from '../secrets/secret-box.js';
import { newTotpSecret, totpStep, totpUri } from './totp.js';

const aboutOf = (id: string): string => `totp ${id}`;

/** What goes into an authenticator app, once. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

/** 动态口令：a code of an authenticator app besides the password. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  /**
   * Gives an account a secret to put into its app; it counts once a code of it was shown. Asking again before that
   * gives another one. Errors: SECOND_FACTOR_SET.
   */
  async enrol(
    manager: EntityManager,
    { id, username }: Pick<StoredAccount, 'id' | 'username'>,
  ): Promise<Enrolment> {
    const secret = newTotpSecret();
    const [, changed] = await manager.query<[unknown, number]>(
      'UPDATE identity.account SET totp_secret = $2, totp_step = 0 WHERE id = $1 AND NOT totp_confirmed',
      [id, this.box.seal(secret, aboutOf(id))],
    );
    if (changed === 0) throw edgeRefusal('SECOND_FACTOR_SET');
    return { secret, uri: totpUri(secret, username) };
  }

  /** Whether this is the code of now, shown for the first time; from then on the account needs one. */
  async accepts(
    { id, totpSecret }: Pick<StoredAccount, 'id' | 'totpSecret'>,
    code: string,
  ): Promise<boolean> {
    if (totpSecret === null) return false;
    const step = totpStep(this.box.open(totpSecret, aboutOf(id)), code, Date.now());
    if (step === undefined) return false;
    // One statement, so that of two processes shown the same code only one takes it.
    const [, taken] = await this.database.query<[unknown, number]>(
      `UPDATE identity.account SET totp_step = $2, totp_confirmed = true
       WHERE id = $1 AND totp_step < $2 AND totp_secret = $3`,
      [id, step, totpSecret],
    );
    return taken === 1;
  }

  /** Forgets an account's secret, as when the phone is lost: the next sign-in asks for a new one. */
  async reset(manager: EntityManager, id: string): Promise<void> {
    await manager.query(
      'UPDATE identity.account SET totp_secret = NULL, totp_confirmed = false, totp_step = 0 WHERE id = $1',
      [id],
    );
  }
}
