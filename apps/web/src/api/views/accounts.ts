/** Accounts, sessions, the access log, the keys. */

export interface DelegationView {
  readonly id: string;
  readonly delegator: string;
  readonly delegate: string;
  readonly from: string;
  readonly until: string;
  readonly revoked: boolean;
}

/** What one administrator asked for and another has to confirm. */
export interface ChangeView {
  readonly kind: string;
  readonly roles: readonly string[];
  readonly place: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

interface PersonView {
  readonly name: string;
  readonly phone?: string;
}
/** What is kept of the person who holds the account, and how others see it. */
export interface OwnPersonView {
  readonly kept: PersonView | null;
  readonly shown: PersonView | null;
}

export interface AccountView {
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly place: string;
  readonly status: string;
  readonly person: PersonView | null;
  readonly change: ChangeView | null;
  readonly confirmedAt?: string;
  readonly secondFactor?: boolean;
  readonly passwordDue?: boolean;
}

export interface StaffingView {
  readonly place: string;
  readonly placeName: string;
  readonly people: number;
  readonly missing: readonly string[];
}

export interface SessionView {
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly method: string;
  /** The session that asks. */
  readonly current: boolean;
}

export interface AccessRowView {
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly outcome: string;
  readonly account: string | null;
  readonly subject: string | null;
  readonly address: string | null;
  readonly traceId: string | null;
}

export interface KeysView {
  readonly origin: string;
  readonly suite: string;
  readonly keys: readonly {
    readonly key: string;
    readonly fromSize: number;
    readonly decisionNo: string | null;
  }[];
  readonly witnesses: readonly { readonly name: string; readonly key: string }[];
  readonly quorum: number;
}

/** Keys and witnesses of every log: one for each suite. */
export interface LogsView {
  readonly logs: readonly KeysView[];
}
