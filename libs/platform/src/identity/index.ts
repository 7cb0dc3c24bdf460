import { AccountEntity, SessionEntity } from './entities.js';
import { CreateIdentity1795000000000 } from './migrations/create-identity.js';
import { ProtectIdentity1795100000000 } from './migrations/protect-identity.js';

export { AccessLog } from './access-log/access-log.js';
export { archiveAccessLog, type Archived } from './access-log/archive.js';
export { type AccessRow, brokenAt } from './access-log/entry.js';
export { actorIn, CurrentAccount, CurrentActor, Permit, Public } from './access.js';
export { bearerOf } from './auth.guard.js';
export { type Account, Accounts, type NewAccount, type StoredAccount } from './accounts.js';
export { DEMO_ACCOUNTS, ensureDemoAccounts } from './demo-accounts.js';
export { Delegations } from './delegations.js';
export { AccountRuleError, assertAccountRules, DUTY_CHAINS, joinsDuties } from './account-rules.js';
export { firstAdministrators, type FirstSignIn } from './administration/first-administrators.js';
export { IdentityModule } from './identity.module.js';
export { Passwords } from './passwords.js';
export { type Permission, PERMISSIONS, rolesAllowed } from './permissions.js';
export { ACCOUNT_ROLES, BUSINESS_ROLES, roleName } from './roles.js';
export { assertSecrets, peerKey } from './secrets/auth-key.js';
export { UnguardedRouteError } from './route-check.js';
export { Sessions } from './sessions.js';
export { Turnstile } from './turnstile.js';

/** What the application's data source needs of this room. */
export const IDENTITY_ENTITIES = [AccountEntity, SessionEntity];
export const IDENTITY_MIGRATIONS = [CreateIdentity1795000000000, ProtectIdentity1795100000000];
