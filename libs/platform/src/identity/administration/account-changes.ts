import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type JsonObject, must } from '#kernel';
import { edgeRefusal } from '../../http/refusal.exception.js';
import type { AccessEntry } from '../access-log/entry.js';
import { AccountActs } from '../account-acts.js';
import type { Account } from '../accounts.js';
import type { Origin } from '../admission.js';
import { Passwords } from '../passwords.js';
import { SecretBox } from '../secrets/secret-box.js';
import {
  type AccountTerms,
  assertKeeps,
  assertMayDecide,
  assertTerms,
  type ChangeKind,
  type OpenChange,
  twoAdministrators,
} from './change.js';

/** An administrator at work. */
export interface Administrator extends Origin {
  readonly account: Account;
}

export type ChangeDecision = 'PASS' | 'REJECT';

/** No letter or digit that can be taken for another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const HALF_LENGTH = 10;
const newHalf = (): string =>
  Array.from({ length: HALF_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

const aboutOf = (change: string): string => `half ${change}`;
const UNIQUE_VIOLATION = '23505';

const OPEN = `SELECT id, account_id AS "accountId", kind, username, roles, place, first_half AS "firstHalf",
    requested_by AS "requestedBy", requested_role AS "requestedRole", requested_at AS "requestedAt"
  FROM identity.account_change WHERE decision IS NULL`;
const REQUEST = `INSERT INTO identity.account_change
    (id, account_id, kind, username, roles, place, first_half, requested_by, requested_role)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

interface AdminAct {
  readonly act: string;
  readonly subject: string;
  readonly detail?: JsonObject;
}

/** An administrator's act as the access log keeps it. */
export const entryOf = (by: Administrator, done: AdminAct): AccessEntry => ({
  ...done,
  outcome: 'OK',
  account: by.account.id,
  address: by.address,
  traceId: by.traceId,
});

/** Creation, change and yearly confirmation of accounts, each by two administrators (三员分立). */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly acts: AccountActs,
    private readonly passwords: Passwords,
    private readonly box: SecretBox,
  ) {}

  /**
   * Asks for an account. Answers its id and half of its first password; who confirms is told the other half.
   * Errors: FORBIDDEN_PLACE, ACCOUNT_EXISTS, 422 for roles that exclude each other.
   */
  create(
    by: Administrator,
    terms: AccountTerms,
    also: (manager: EntityManager, accountId: string) => Promise<void>,
  ): Promise<JsonObject> {
    assertKeeps(by.account, terms.place);
    assertTerms(terms);
    const accountId = `acc-${randomUUID()}`;
    return this.requested(by, { kind: 'CREATION', accountId, terms }, async (manager) => {
      const taken = await manager.query<unknown[]>('SELECT 1 FROM identity.account WHERE username = $1', [
        terms.username,
      ]);
      if (taken.length > 0) throw edgeRefusal('ACCOUNT_EXISTS', { username: terms.username });
      await also(manager, accountId);
    });
  }

  /**
   * Asks for other roles, another password or the yearly confirmation of an account.
   * Errors: FORBIDDEN_PLACE, ACCOUNT_CHANGE_OPEN.
   */
  request(
    by: Administrator,
    change: { readonly kind: Exclude<ChangeKind, 'CREATION'>; readonly account: Account },
    terms: AccountTerms = change.account,
  ): Promise<JsonObject> {
    assertKeeps(by.account, terms.place);
    assertTerms(terms);
    const accountId = change.account.id;
    if (accountId === by.account.id) throw twoAdministrators();
    return this.requested(by, { kind: change.kind, accountId, terms }, () => Promise.resolve());
  }

  /**
   * Confirms or rejects what another administrator asked for.
   * Errors: NOT_FOUND, FORBIDDEN_PLACE, TWO_ADMINISTRATORS.
   */
  async decide(by: Administrator, accountId: string, decision: ChangeDecision): Promise<JsonObject> {
    const [change] = await this.open([accountId]);
    if (!change) throw edgeRefusal('NOT_FOUND', { subject: `账户变更 ${accountId}` });
    assertKeeps(by.account, change.place);
    assertMayDecide(change, by.account);
    const password = decision === 'PASS' ? await this.passwordOf(change) : undefined;
    const act = `${decision === 'PASS' ? 'CONFIRM' : 'REJECT'}_${change.kind}`;
    const entry = entryOf(by, {
      act,
      subject: accountId,
      detail: { roles: change.roles, place: change.place },
    });
    const work = async (manager: EntityManager): Promise<void> => {
      const [, decided] = await manager.query<[unknown, number]>(
        `UPDATE identity.account_change
         SET decision = $2, decided_by = $3, decided_at = now(), first_half = NULL
         WHERE id = $1 AND decision IS NULL`,
        [change.id, decision, by.account.id],
      );
      if (decided === 0) throw edgeRefusal('NOT_FOUND', { subject: `账户变更 ${accountId}` });
      if (decision === 'PASS') await carryOut(manager, change, password?.hash);
      else if (change.kind === 'CREATION')
        await manager.query('DELETE FROM identity.person WHERE account_id = $1', [accountId]);
    };
    await this.acts.perform(entry, work, change.kind === 'RENEWAL' ? undefined : { account: accountId });
    return { id: accountId, change: change.kind, decision, ...(password && { secondHalf: password.half }) };
  }

  /** Changes that wait; of these accounts, or all. */
  open(accountIds?: readonly string[]): Promise<readonly OpenChange[]> {
    return this.acts.read<OpenChange>(`${OPEN} AND ($1::text[] IS NULL OR account_id = ANY($1))`, [
      accountIds,
    ]);
  }

  private async requested(
    by: Administrator,
    asked: { readonly kind: ChangeKind; readonly accountId: string; readonly terms: AccountTerms },
    first: (manager: EntityManager) => Promise<void>,
  ): Promise<JsonObject> {
    const { kind, accountId, terms } = asked;
    const { username, roles, place } = terms;
    const [id, half] = [randomUUID(), kind === 'CREATION' || kind === 'PASSWORD' ? newHalf() : undefined];
    const sealed = half === undefined ? null : this.box.seal(half, aboutOf(id));
    const requester = [by.account.id, by.account.roles[0]];
    try {
      await this.acts.perform(
        entryOf(by, { act: `REQUEST_${kind}`, subject: accountId, detail: { username, roles, place } }),
        async (manager) => {
          await first(manager);
          await manager.query(REQUEST, [id, accountId, kind, username, roles, place, sealed, ...requester]);
        },
      );
    } catch (thrown) {
      if ((thrown as { code?: unknown }).code !== UNIQUE_VIOLATION) throw thrown;
      throw kind === 'CREATION'
        ? edgeRefusal('ACCOUNT_EXISTS', { username })
        : edgeRefusal('ACCOUNT_CHANGE_OPEN');
    }
    return {
      id: accountId,
      change: kind,
      status: 'REQUESTED',
      ...(half !== undefined && { firstHalf: half }),
    };
  }

  private async passwordOf({
    id,
    firstHalf,
  }: OpenChange): Promise<{ half: string; hash: string } | undefined> {
    if (firstHalf === null) return undefined;
    const half = newHalf();
    return { half, hash: await this.passwords.hash(`${this.box.open(firstHalf, aboutOf(id))}-${half}`) };
  }
}

const carryOut = async (
  manager: EntityManager,
  change: OpenChange,
  passwordHash: string | undefined,
): Promise<void> => {
  const { kind, accountId, username, roles, place } = change;
  switch (kind) {
    case 'CREATION':
      await manager.query(
        `INSERT INTO identity.account (id, username, roles, place, password_hash, password_due)
         VALUES ($1, $2, $3, $4, $5, true)`,
        [accountId, username, roles, place, must(passwordHash, 'first password')],
      );
      return;
    case 'ROLES':
      await manager.query('UPDATE identity.account SET roles = $2, place = $3 WHERE id = $1', [
        accountId,
        roles,
        place,
      ]);
      return;
    case 'RENEWAL':
      await manager.query('UPDATE identity.account SET confirmed_at = now() WHERE id = $1', [accountId]);
      return;
    case 'PASSWORD':
      await manager.query(
        'UPDATE identity.account SET password_hash = $2, password_due = true WHERE id = $1',
        [accountId, must(passwordHash, 'new password')],
      );
      await manager.query('DELETE FROM identity.sign_in_failure WHERE username = $1', [username]);
  }
};
