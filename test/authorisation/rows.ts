import { type Role } from '#kernel';
import { ACCOUNT_ROLES, BUSINESS_ROLES } from '#libs/platform';
import {
  EVERYBODY,
  type ItemPlace,
  NOBODY,
  PLACES_AROUND,
  type Somebody,
  STANDS,
  type Stand,
} from './stands.js';
import type { World } from './world.js';

export const EVERY_ROLE = ACCOUNT_ROLES;
export const BUSINESS = BUSINESS_ROLES;
export const CLERKS: readonly Role[] = ['county-clerk', 'park-clerk'];
export const ELEMENTS: readonly Role[] = ['element-water', 'element-air'];
/** 要素审核、法制审核. */
export const DIVISIONS: readonly Role[] = [...ELEMENTS, 'law-review'];
export const APPROVERS: readonly Role[] = ['county-approver', 'office', 'bureau-lead', 'province'];

/** An officer answers for its place and all within it. */
export const ABOVE: readonly Stand[] = ['own', 'parent', 'grandparent'];
/** What binds a place or serves it is known to those within it too. */
export const AND_BELOW: readonly Stand[] = [...ABOVE, 'child'];

/** Status, then the code of a problem, then whether the item is to be seen in a list. */
export type Outcome = string;

/** What an item in one state answers to those the row lets through. */
export interface StateRow {
  readonly answers: Outcome;
  /** To those of the right role who stand elsewhere; `403 FORBIDDEN_PLACE` unless said. */
  readonly else?: Outcome;
  /** For some of them otherwise, as `role` or `role@stand`. */
  readonly but?: Readonly<Record<string, Outcome>>;
  readonly query?: string;
}

export interface Asked {
  readonly world: World;
  readonly state: string;
  /** No two cells have the same. */
  readonly serial: number;
}

export interface Row {
  /** The roles that may come at all; absent: open to anybody, signed in or not. */
  readonly who?: readonly Role[];
  /** Where the item lies; absent: the route is about no place, and everybody is asked once. */
  readonly lies?: ItemPlace;
  readonly where?: readonly Stand[];
  readonly states: Readonly<Record<string, StateRow>>;
  /** Values for the names in the path. */
  readonly names?: (asked: Asked) => Readonly<Record<string, string>>;
  readonly body?: (asked: Asked) => object;
  /** What a list shows or hides. */
  readonly item?: (world: World, state: string) => string;
  /** The route reads, or tries out by nature. */
  readonly dry?: true;
  /** Each row of a bulk request is judged for itself. */
  readonly bulk?: true;
}
export type Rows = Readonly<Record<string, Row>>;

/** One question to the application, and the answer the matrix declares. */
export interface Cell {
  readonly route: string;
  readonly row: Row;
  readonly state: string;
  readonly stand: Stand | 'anywhere';
  readonly who: Somebody;
  readonly expected: Outcome;
}

const expectedOf = (
  row: Row,
  { role }: Somebody,
  { stand, state }: Pick<Cell, 'stand' | 'state'>,
): Outcome => {
  const { answers, else: otherwise = '403 FORBIDDEN_PLACE', but = {} } = row.states[state] as StateRow;
  if (row.who === undefined) return answers;
  if (role === 'nobody') return '401 UNAUTHENTICATED';
  if (!row.who.includes(role)) return '403 FORBIDDEN_ROLE';
  if (stand !== 'anywhere' && row.where?.includes(stand) === false) return otherwise;
  return but[`${role}@${stand}`] ?? but[role] ?? answers;
};

const standingAround = (place: ItemPlace): readonly { readonly stand: Stand; readonly who: Somebody }[] =>
  STANDS.flatMap((stand) => {
    const code = (PLACES_AROUND[place] as Readonly<Partial<Record<Stand, string>>>)[stand];
    return EVERYBODY.filter((who) => who.place === code).map((who) => ({ stand, who }));
  });

const askers = ({ lies }: Row): readonly Pick<Cell, 'stand' | 'who'>[] => {
  if (lies !== undefined) return [{ stand: 'own', who: NOBODY }, ...standingAround(lies)];
  const { own } = PLACES_AROUND.county;
  return [NOBODY, ...EVERYBODY.filter(({ place }) => place === own)].map((who) => ({
    stand: 'anywhere',
    who,
  }));
};

export const cellsOf = (rows: Rows): readonly Cell[] =>
  Object.entries(rows).flatMap(([route, row]) =>
    Object.keys(row.states).flatMap((state, index) =>
      askers(row)
        // Whom the guard turns away it turns away before it knows the item.
        .filter(({ who: { role } }) => index === 0 || row.who?.some((allowed) => allowed === role) !== false)
        .map((asker) => ({
          ...asker,
          route,
          row,
          state,
          expected: expectedOf(row, asker.who, { ...asker, state }),
        })),
    ),
  );

/** Roles that may come are few: each is asked at every stand. */
const FEW = 4;

/** Whose turn it is to ask from here: each role from one stand, each stand by some role, other ones on each route. */
const hasTurn = ({ row: { lies }, route, state, stand, who: { role } }: Cell): boolean => {
  if (lies === undefined || role === 'nobody') return true;
  const stands = Object.keys(PLACES_AROUND[lies]);
  const turn = EVERY_ROLE.indexOf(role) + route.length + state.length;
  return stands[turn % stands.length] === stand;
};

/**
 * Every role and every stand of every route and state, but not every pair of them where the two are judged apart: the
 * guard turns roles away wherever they stand, and what is open to many roles asks of each the same about its place.
 */
export const sampleOf = (cells: readonly Cell[]): readonly Cell[] =>
  cells.filter((cell) => {
    const { row, state, stand, who } = cell;
    if (hasTurn(cell)) return true;
    const allowed = row.who?.some((role) => role === who.role) === true;
    if (!allowed) return false;
    const special = Object.keys(row.states[state]?.but ?? {}).some((key) => key.split('@')[0] === who.role);
    const first = state === Object.keys(row.states)[0];
    return special || (row.who?.length ?? 0) <= FEW || (first && stand === 'own');
  });
