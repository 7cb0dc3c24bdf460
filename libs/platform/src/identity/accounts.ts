import type { Actor, Role } from '#kernel';

/** 账户：a post at a place, as a signed-in request knows it. */
export interface Account {
  /** Given at creation and never reused; for a demo account the username, which names a post and no person. */
  readonly id: string;
  readonly username: string;
  readonly roles: readonly Role[];
  readonly place: string;
}

/** How somebody signed in; a provider has its own passwords and second factors. */
export type SignInMethod = 'PASSWORD' | 'OIDC';

export interface NewAccount extends Account {
  /** argon2id in PHC form. */
  readonly passwordHash: string;
}

export interface StoredAccount extends NewAccount {
  /** False once the security administrator has locked it. */
  readonly active: boolean;
  readonly passwordDue: boolean;
  readonly confirmedAt: Date;
  /** Sealed. */
  readonly totpSecret: string | null;
  readonly totpConfirmed: boolean;
}

/** Where accounts are kept. */
export abstract class Accounts {
  abstract find(username: string): Promise<StoredAccount | undefined>;
  abstract get(id: string): Promise<StoredAccount | undefined>;
  /** In order of their user names. */
  abstract all(): Promise<readonly StoredAccount[]>;
  abstract usernames(): Promise<ReadonlySet<string>>;
  /**
   * Makes accounts, all or none.
   * @throws AccountRuleError when one breaks the rules of roles and places.
   */
  abstract add(accounts: readonly NewAccount[]): Promise<void>;
  abstract changePassword(usernames: readonly string[], passwordHash: string): Promise<void>;
}

/** What the ledger learns of an account: its id, never more of a person. */
export const actorOf = ({ id, roles, place }: Account): Actor => ({ id, roles, place });
