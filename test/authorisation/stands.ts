import type { Role } from '#kernel';
import { ACCOUNT_ROLES } from '#libs/platform';

/** Where somebody stands, seen from the place of an item. */
export const STANDS = ['own', 'parent', 'grandparent', 'child', 'sibling', 'cousin', 'elsewhere'] as const;
export type Stand = (typeof STANDS)[number];

/** 南京市: a place like any other, in a city this ledger is not for. */
const ELSEWHERE = '320100';

/** The places items of the matrix lie in, and who stands where; written out, not computed. */
export const PLACES_AROUND = {
  county: {
    own: '320583',
    parent: '320500',
    grandparent: '320000',
    child: 'park-kunshan-dev',
    sibling: '320509',
    cousin: 'park-wujiang-dev',
    elsewhere: ELSEWHERE,
  },
  park: {
    own: 'park-kunshan-dev',
    parent: '320583',
    grandparent: '320500',
    sibling: 'park-wujiang-dev',
    cousin: '320509',
    elsewhere: ELSEWHERE,
  },
  city: {
    own: '320500',
    parent: '320000',
    child: '320583',
    sibling: ELSEWHERE,
  },
} as const satisfies Record<string, Readonly<Partial<Record<Stand, string>>>>;
export type ItemPlace = keyof typeof PLACES_AROUND;

/** Somebody with one role at one place, whether or not an office like that exists; or nobody, who has not signed in. */
export interface Somebody {
  readonly role: Role | 'nobody';
  readonly place: string;
}
export const NOBODY: Somebody = { role: 'nobody', place: '' };
export const nameOf = ({ role, place }: Somebody): string => `${role}@${place}`;

const places = [...new Set(Object.values(PLACES_AROUND).flatMap((around) => Object.values(around)))];
/** Every role at every place. */
export const EVERYBODY: readonly Somebody[] = places.flatMap((place) =>
  ACCOUNT_ROLES.map((role) => ({ role, place })),
);
