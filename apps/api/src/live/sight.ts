import { answersFor, liesWithin, type Actor } from '#kernel';
import { rolesAllowed, type Permission } from '#libs/platform';

/** An event as far as live pages hear of it. */
export interface Change {
  readonly position: number;
  readonly type: string;
  readonly stream: string;
  /** The place its stream is about; nothing where it is about them all. */
  readonly place: string | undefined;
}

/** What must be allowed to be told of a stream, by the word before its first hyphen; of others nobody is told. */
export const FAMILIES: Readonly<Record<string, Permission>> = {
  accountability: 'finding:read',
  award: 'park:read',
  capacity: 'report:read',
  deposit: 'deposit:read',
  eia: 'finding:read',
  evidence: 'inspection:read',
  finding: 'inspection:read',
  inspection: 'inspection:read',
  keys: 'reference:read',
  obligation: 'obligation:read',
  permit: 'permit-cancellation:read',
  policy: 'reference:read',
  pool: 'pool:read',
  reduction: 'reduction:read',
  refusal: 'event:read',
  return: 'report:read',
  standing: 'standing:read',
  trade: 'trade:read',
  tradereport: 'report:read',
  void: 'pool:read',
  voucher: 'voucher:read',
  withdrawal: 'withdrawal:read',
};
/** Nothing a page shows hangs on these, or only what its own officer does there. */
export const SILENT = ['delegation', 'mark', 'packs'];
/** These are about no place. */
const OF_ALL = ['keys', 'policy', 'tradereport'];
/** What binds a place or serves it is known to those within it, though not what exactly happened there. */
const KNOWN_BELOW = ['pool', 'standing'];

const familyOf = (stream: string): string => stream.split('-', 1)[0] ?? '';

/** What somebody is told of a change: all of it, only that something changed, or nothing. */
export const toldTo = ({ roles, place: own }: Actor, change: Change): Partial<Change> | undefined => {
  const { position, type, stream, place } = change;
  const family = familyOf(stream);
  const permission = FAMILIES[family];
  if (permission === undefined || !rolesAllowed(permission).some((role) => roles.includes(role)))
    return undefined;
  if (OF_ALL.includes(family)) return { position, type, stream };
  if (place === undefined) return undefined;
  if (answersFor({ id: '', roles, place: own }, place)) return { position, type, stream, place };
  return KNOWN_BELOW.includes(family) && liesWithin(own, place) ? { position, stream, place } : undefined;
};
