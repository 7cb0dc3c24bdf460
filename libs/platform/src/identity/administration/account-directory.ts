import { Injectable } from '@nestjs/common';
import type { JsonObject } from '#kernel';
import { edgeRefusal } from '../../http/refusal.exception.js';
import { type Account, Accounts, type StoredAccount } from '../accounts.js';
import { AccountStanding } from '../standing.js';
import type { OpenChange } from './change.js';
import { masked, People } from './people.js';
import { staffingGaps } from './staffing.js';

/** Whoever makes accounts has to know whose they are; the others see that somebody is there. */
const seesPeople = ({ roles }: Account): boolean => roles.includes('system-admin');

const shownChange = ({ kind, roles, place, requestedBy, requestedAt }: OpenChange): JsonObject => ({
  kind,
  roles,
  place,
  requestedBy,
  requestedAt: requestedAt.toISOString(),
});

/** The accounts as administrators see them. */
@Injectable()
export class AccountDirectory {
  constructor(
    private readonly accounts: Accounts,
    private readonly standing: AccountStanding,
    private readonly people: People,
  ) {}

  /** Errors: NOT_FOUND. */
  async get(id: string): Promise<StoredAccount> {
    const account = await this.accounts.get(id);
    if (!account) throw edgeRefusal('NOT_FOUND', { subject: `账户 ${id}` });
    return account;
  }

  /** Every account, and every one asked for, with what still waits for a confirmation. */
  async list(reader: Account, changes: readonly OpenChange[]): Promise<readonly JsonObject[]> {
    const [accounts, people] = await Promise.all([this.accounts.all(), this.people.all()]);
    const personOf = (id: string): JsonObject | null => {
      const person = people.get(id);
      return person ? { ...(seesPeople(reader) ? person : masked(person)) } : null;
    };
    const asked = changes.filter(({ kind }) => kind === 'CREATION');
    return [
      ...asked.map((change) => ({
        id: change.accountId,
        username: change.username,
        roles: change.roles,
        place: change.place,
        status: 'REQUESTED',
        person: personOf(change.accountId),
        change: shownChange(change),
      })),
      ...accounts.map((account) => {
        const change = changes.find(({ accountId }) => accountId === account.id);
        return {
          ...this.shown(account),
          person: personOf(account.id),
          change: change ? shownChange(change) : null,
        };
      }),
    ];
  }

  /** Places whose queue would stand still, counting those who can sign in. */
  async staffing(): Promise<readonly JsonObject[]> {
    const now = Date.now();
    const accounts = await this.accounts.all();
    return staffingGaps(accounts.filter((account) => this.standing.maySignIn(account, now)));
  }

  private shown(account: StoredAccount): JsonObject {
    const { id, username, roles, place, confirmedAt, totpConfirmed, passwordDue } = account;
    return {
      id,
      username,
      roles,
      place,
      status: this.standing.status(account, Date.now()),
      confirmedAt: confirmedAt.toISOString(),
      secondFactor: totpConfirmed,
      passwordDue,
    };
  }
}
