import { type Place, type PlaceKind, PLACES, type Role } from '#kernel';
import type { Account, Accounts } from './accounts.js';
import type { Passwords } from './passwords.js';

const COUNTY_ROLES: readonly Role[] = ['county-clerk', 'county-reviewer', 'county-approver'];
const CITY_ROLES: readonly Role[] = [
  'element-water',
  'element-air',
  'joint-review',
  'office',
  'bureau-lead',
  'leading-group',
  'monitoring',
  'inspector',
  'law-review',
  'trade-org',
  'system-admin',
  'security-admin',
  'audit-admin',
];

/** A park under no county has nobody above it but the city, so it reviews and approves for itself. */
const parkRoles = (park: Place): readonly Role[] => {
  const standsAlone = PLACES.some(({ code, kind }) => code === park.parent && kind === 'CITY');
  return standsAlone ? ['park-clerk', 'county-reviewer', 'county-approver'] : ['park-clerk'];
};

const ROLES_AT: Record<PlaceKind, (place: Place) => readonly Role[]> = {
  PROVINCE: () => ['province'],
  CITY: () => CITY_ROLES,
  COUNTY: () => COUNTY_ROLES,
  PARK: parkRoles,
};

/** The accounts of the demo city, `<role>@<place>`: one post each. */
export const DEMO_ACCOUNTS: readonly Account[] = PLACES.flatMap((place) =>
  ROLES_AT[place.kind](place).map((role) => {
    const username = `${role}@${place.code}`;
    return { id: username, username, roles: [role], place: place.code };
  }),
);

/**
 * Makes the demo accounts that are missing and gives all of them this password. One hash serves them all: they share
 * a printed password anyway, and seventy hashes would hold up the start.
 */
export const ensureDemoAccounts = async (
  { accounts, passwords }: { readonly accounts: Accounts; readonly passwords: Passwords },
  password: string,
): Promise<void> => {
  const known = await accounts.usernames();
  const present = DEMO_ACCOUNTS.filter(({ username }) => known.has(username)).map(({ username }) => username);
  const current = await accounts.find(present[0] ?? '');
  const kept = current !== undefined && (await passwords.matches(password, current.passwordHash));
  const passwordHash = kept ? current.passwordHash : await passwords.hash(password);
  if (!kept && present.length > 0) await accounts.changePassword(present, passwordHash);
  const missing = DEMO_ACCOUNTS.filter(({ username }) => !known.has(username));
  if (missing.length > 0) await accounts.add(missing.map((account) => ({ ...account, passwordHash })));
};
