import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { ADMINISTRATORS, findPlace, PROVINCE, type Role } from '#kernel';
import { randomPassword } from '../../config/demo-password.js';

/** A sign-in that works once: the password has to be changed at the first one. */
export interface FirstSignIn {
  readonly username: string;
  readonly password: string;
}

const MAKE = `INSERT INTO identity.account (id, username, roles, place, password_hash, password_due)
  VALUES ($1, $2, $3, $4, $5, true) ON CONFLICT (username) DO NOTHING RETURNING id`;
const RENEW = `UPDATE identity.account SET password_hash = $2, password_due = true, active = true, confirmed_at = now(),
    totp_secret = NULL, totp_confirmed = false, totp_step = 0
  WHERE username = $1 AND roles = $3 RETURNING id`;

/**
 * Makes the three administrators that are missing, with one-time passwords; with `renew` gives those there new ones and
 * opens them again, for an installation whose administrators can no longer sign in. Whoever runs this owns the machine.
 */
export const firstAdministrators = async (
  manager: EntityManager,
  { place, renew }: { readonly place: string; readonly renew: boolean },
): Promise<readonly FirstSignIn[]> => {
  const made: FirstSignIn[] = [];
  for (const role of ADMINISTRATORS) {
    const password = randomPassword();
    const username = await usernameOf(manager, role);
    if (await settled(manager, { username, role, place, renew, passwordHash: await hash(password) }))
      made.push({ username, password });
  }
  return made;
};

/** Named after the role; where another ledger of the installation has taken that name, after role and province. */
const usernameOf = async (manager: EntityManager, role: Role): Promise<string> => {
  const [taken] = await manager.query<{ place: string }[]>(
    'SELECT place FROM identity.account WHERE username = $1',
    [role],
  );
  return taken === undefined || findPlace(taken.place) !== undefined ? role : `${role}@${PROVINCE.code}`;
};

const settled = async (
  manager: EntityManager,
  given: {
    readonly username: string;
    readonly role: Role;
    readonly place: string;
    readonly renew: boolean;
    readonly passwordHash: string;
  },
): Promise<boolean> => {
  const { username, role, place, renew, passwordHash } = given;
  const values = [`acc-${randomUUID()}`, username, [role], place, passwordHash];
  const made = await manager.query<unknown[]>(MAKE, values);
  if (made.length > 0 || !renew) return made.length > 0;
  const [renewed] = await manager.query<[unknown[], number]>(RENEW, [username, passwordHash, [role]]);
  if (renewed.length === 0) return false;
  await manager.query(
    `UPDATE identity.session s SET revoked_at = now() FROM identity.account a
     WHERE a.id = s.account_id AND a.username = $1 AND s.revoked_at IS NULL`,
    [username],
  );
  await manager.query('DELETE FROM identity.sign_in_failure WHERE username = $1', [username]);
  return true;
};
