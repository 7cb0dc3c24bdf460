import { Injectable } from '@nestjs/common';
import { ADMINISTRATORS, type Role } from '#kernel';
import { Config } from '../config/config.js';
import type { SignInMethod, StoredAccount } from './accounts.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';

const MS_PER_DAY = 86_400_000;
const DEMO_IDS: ReadonlySet<string> = new Set(DEMO_ACCOUNTS.map(({ id }) => id));

/** What a person still has to do before anything else. */
export type SetupStep = 'PASSWORD' | 'SECOND_FACTOR';

export type AccountStatus = 'ACTIVE' | 'LOCKED' | 'RENEWAL_DUE' | 'SUSPENDED';

/** What an account may do as it stands: locked, due for its yearly confirmation, without its second factor. */
@Injectable()
export class AccountStanding {
  constructor(private readonly config: Config) {}

  status({ id, active, confirmedAt }: StoredAccount, now: number): AccountStatus {
    const { demo, renewalDays, renewalGraceDays } = this.config;
    if (!active) return 'LOCKED';
    // A database that once held the demo may serve in earnest; its accounts share a printed password.
    if (DEMO_IDS.has(id)) return demo === 'off' ? 'SUSPENDED' : 'ACTIVE';
    const days = (now - confirmedAt.getTime()) / MS_PER_DAY;
    if (days >= renewalDays + renewalGraceDays) return 'SUSPENDED';
    return days >= renewalDays ? 'RENEWAL_DUE' : 'ACTIVE';
  }

  maySignIn(account: StoredAccount, now: number): boolean {
    const status = this.status(account, now);
    return status === 'ACTIVE' || status === 'RENEWAL_DUE';
  }

  needsSecondFactor(roles: readonly Role[]): boolean {
    const { secondFactorRoles, demo } = this.config;
    const standard = demo === 'off' ? ADMINISTRATORS : [];
    return roles.some((role) => (secondFactorRoles ?? standard).some((needing) => needing === role));
  }

  setup(account: StoredAccount, method: SignInMethod): readonly SetupStep[] {
    if (method === 'OIDC') return [];
    const factorMissing = !account.totpConfirmed && this.needsSecondFactor(account.roles);
    return [
      ...(account.passwordDue ? (['PASSWORD'] as const) : []),
      ...(factorMissing ? (['SECOND_FACTOR'] as const) : []),
    ];
  }
}
