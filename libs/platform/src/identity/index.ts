import { AccountEntity, SessionEntity } from './entities.js';
import { CreateIdentity1795000000000 } from './migrations/create-identity.js';

export { actorIn, CurrentAccount, CurrentActor, Permit, Public } from './access.js';
export { type Account, Accounts, type NewAccount, type StoredAccount } from './accounts.js';
export { DEMO_ACCOUNTS, ensureDemoAccounts } from './demo-accounts.js';
export { IdentityModule } from './identity.module.js';
export { Passwords } from './passwords.js';
export { type Permission, PERMISSIONS, rolesAllowed } from './permissions.js';
export { AccountRuleError, ACCOUNT_ROLES, BUSINESS_ROLES, roleName } from './roles.js';
export { UnguardedRouteError } from './route-check.js';
export { Turnstile } from './turnstile.js';

/** What the application's data source needs of this room. */
export const IDENTITY_ENTITIES = [AccountEntity, SessionEntity];
export const IDENTITY_MIGRATIONS = [CreateIdentity1795000000000];
