import { Injectable } from '@nestjs/common';
import { answersFor, type JsonObject } from '#kernel';
import { edgeRefusal, type RefusalException } from '../../http/refusal.exception.js';
import { type Account, Accounts, type StoredAccount } from '../accounts.js';
import { AccountStanding } from '../standing.js';
import { assertKeeps, type OpenChange } from './change.js';
import { masked, People, type Person } from './people.js';
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

const shownPerson = (reader: Account, person: Person | undefined): JsonObject | null =>
  person ? { ...(seesPeople(reader) ? person : masked(person)) } : null;

const shownRequest = (change: OpenChange, person: JsonObject | null): JsonObject => {
  const { accountId: id, username, roles, place } = change;
  return { id, username, roles, place, status: 'REQUESTED', person, change: shownChange(change) };
};

const unknownAccount = (id: string): RefusalException => edgeRefusal('NOT_FOUND', { subject: `账户 ${id}` });

/** The accounts as administrators see them: those of the places they answer for. */
@Injectable()
export class AccountDirectory {
  constructor(
    private readonly accounts: Accounts,
    private readonly standing: AccountStanding,
    private readonly people: People,
  ) {}

  /** An account somebody may keep. Errors: NOT_FOUND, FORBIDDEN_PLACE. */
  async get(id: string, reader: Account): Promise<StoredAccount> {
    const account = await this.accounts.get(id);
    if (!account) throw unknownAccount(id);
    assertKeeps(reader, account.place);
    return account;
  }

  /** Whether an account lies within reach; one only asked for is judged by its change. Errors: FORBIDDEN_PLACE. */
  async reach(reader: Account, id: string): Promise<void> {
    const account = await this.accounts.get(id);
    if (account) assertKeeps(reader, account.place);
  }

  /** One account, or one asked for, with the change that waits for it. Errors: NOT_FOUND, FORBIDDEN_PLACE. */
  async read(reader: Account, id: string, change: OpenChange | undefined): Promise<JsonObject> {
    const account = await this.accounts.get(id);
    const found = account ?? (change?.kind === 'CREATION' ? change : undefined);
    if (!found) throw unknownAccount(id);
    assertKeeps(reader, found.place);
    const person = shownPerson(reader, (await this.people.all()).get(id));
    return account ? this.shown(account, person, change) : shownRequest(found as OpenChange, person);
  }

  /** The reader's accounts, and those asked for, with what still waits for a confirmation. */
  async list(reader: Account, changes: readonly OpenChange[]): Promise<readonly JsonObject[]> {
    const [accounts, people] = await Promise.all([this.accounts.all(), this.people.all()]);
    const mine = ({ place }: { readonly place: string }): boolean => answersFor(reader, place);
    const personOf = (id: string): JsonObject | null => shownPerson(reader, people.get(id));
    const asked = changes.filter(({ kind }) => kind === 'CREATION');
    return [
      ...asked.filter(mine).map((change) => shownRequest(change, personOf(change.accountId))),
      ...accounts.filter(mine).map((account) =>
        this.shown(
          account,
          personOf(account.id),
          changes.find(({ accountId }) => accountId === account.id),
        ),
      ),
    ];
  }

  /** The reader's places whose queue would stand still, counting those who can sign in. */
  async staffing(reader: Account): Promise<readonly JsonObject[]> {
    const now = Date.now();
    const accounts = await this.accounts.all();
    const gaps = staffingGaps(accounts.filter((account) => this.standing.maySignIn(account, now)));
    return gaps.filter(({ place }) => answersFor(reader, place));
  }

  private shown(
    account: StoredAccount,
    person: JsonObject | null,
    change: OpenChange | undefined,
  ): JsonObject {
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
      person,
      change: change ? shownChange(change) : null,
    };
  }
}
