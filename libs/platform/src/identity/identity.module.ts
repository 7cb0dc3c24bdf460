import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Accounts } from './accounts.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Passwords } from './passwords.js';
import { PostgresAccounts } from './postgres-accounts.js';
import { RouteCheck } from './route-check.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

/** Sign-in and the guard before every route. Needs `Config` and TypeORM's `DataSource` from global modules. */
@Module({
  imports: [DiscoveryModule],
  controllers: [AuthController],
  providers: [
    Passwords,
    Sessions,
    SignIn,
    RouteCheck,
    { provide: Accounts, useClass: PostgresAccounts },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Accounts, Passwords],
})
export class IdentityModule {}
