import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessLog } from './access-log/access-log.js';
import { AccessLogController } from './access-log/access-log.controller.js';
import { AccessTrail } from './access-log/access-trail.js';
import { AccountActs } from './account-acts.js';
import { Accounts } from './accounts.js';
import { AccountChanges } from './administration/account-changes.js';
import { AccountDirectory } from './administration/account-directory.js';
import { AccountKeeping } from './administration/account-keeping.js';
import { AccountSessionsController } from './administration/account-sessions.controller.js';
import { AccountsController } from './administration/accounts.controller.js';
import { People } from './administration/people.js';
import { Admission } from './admission.js';
import { AuthController } from './auth.controller.js';
import { DemoAccountsController } from './demo-accounts.controller.js';
import { AuthGuard } from './auth.guard.js';
import { CredentialCheck } from './credential-check.js';
import { Delegations, NoDelegations } from './delegations.js';
import { Lockout } from './lockout.js';
import { OidcAttempts } from './oidc/oidc-attempts.js';
import { OidcProvider } from './oidc/oidc-provider.js';
import { OidcSignIn } from './oidc/oidc-sign-in.js';
import { OidcController } from './oidc/oidc.controller.js';
import { OwnAccount } from './own-account.js';
import { OwnPersonController } from './own-person.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { Passwords } from './passwords.js';
import { PostgresAccounts } from './postgres-accounts.js';
import { Principals } from './principals.js';
import { RouteCheck } from './route-check.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { SecretBox } from './secrets/secret-box.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { AccountStanding } from './standing.js';

const CONTROLLERS = [
  AuthController,
  DemoAccountsController,
  AccountsController,
  AccountSessionsController,
  AccessLogController,
  OidcController,
  OwnPersonController,
  OwnSessionsController,
];

/**
 * Accounts, sign-in, the guard before every route, and the access log behind it. Needs `Config` and TypeORM's
 * `DataSource` from global modules.
 */
@Module({})
export class IdentityModule {
  /** `delegations` says who may act for whom; without it nobody may. */
  static with(delegations: Type<Delegations> = NoDelegations): DynamicModule {
    return {
      module: IdentityModule,
      imports: [DiscoveryModule],
      controllers: CONTROLLERS,
      providers: [
        AccessLog,
        AccountActs,
        AccountChanges,
        AccountDirectory,
        AccountKeeping,
        AccessTrail,
        AccountStanding,
        Admission,
        CredentialCheck,
        Lockout,
        OidcAttempts,
        OidcProvider,
        OidcSignIn,
        OwnAccount,
        Passwords,
        People,
        Principals,
        RouteCheck,
        SecondFactor,
        SecretBox,
        Sessions,
        SignIn,
        { provide: Accounts, useClass: PostgresAccounts },
        { provide: Delegations, useClass: delegations },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
      exports: [Accounts, Passwords, Sessions],
    };
  }
}
