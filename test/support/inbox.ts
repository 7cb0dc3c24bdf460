import { civilDateOf, endOf, must, PLACES, type Actor, type PlaceKind, type Role } from '#kernel';
import { deskOf, isFor, tasksOn, type Desk, type DeskIndex, type Task, type TaskKind } from '#libs/inbox';
import { officer, type Given } from './given.js';

const ROLES_AT: Readonly<Record<PlaceKind, readonly Role[]>> = {
  PROVINCE: ['province'],
  CITY: [
    'element-water',
    'element-air',
    'joint-review',
    'office',
    'bureau-lead',
    'leading-group',
    'monitoring',
    'inspector',
    'trade-org',
  ],
  COUNTY: ['county-clerk', 'county-reviewer', 'county-approver'],
  PARK: ['park-clerk'],
};

/** Every business post of the city, one account each, and the bureau posts of the park that stands alone. */
export const POSTS: readonly Actor[] = [
  ...PLACES.flatMap(({ code, kind }) => ROLES_AT[kind].map((role) => officer(role, code))),
  officer('county-reviewer', 'park-sip'),
  officer('county-approver', 'park-sip'),
];

const NOTHING: DeskIndex = {
  deposits: [],
  withdrawals: [],
  undeposited: [],
  reductions: [],
  lots: [],
  findingPlaces: [],
};

/** The desk at the end of a day, with these items on it. */
export const deskAt = (ledger: Given, day: string, index: Partial<DeskIndex> = {}): Desk =>
  deskOf(ledger.reader(), { ...NOTHING, ...index }, endOf(civilDateOf(day)));

const words = ({ kind, subject, medium, due }: Task): string =>
  [kind, subject.id, medium, due.on ?? 'no day', due.policy].filter(Boolean).join(' ');

/** What waits, as `KIND subject medium due policy`, of some kinds. */
export const waiting = (desk: Desk, ...kinds: readonly TaskKind[]): readonly string[] =>
  tasksOn(desk)
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(words);

/** The posts that see a kind of task. */
export const seenBy = (desk: Desk, kind: TaskKind, posts = POSTS): readonly string[] => {
  const tasks = tasksOn(desk).filter((one) => one.kind === kind);
  return posts.filter((post) => tasks.some((one) => isFor(post, one))).map(({ id }) => id);
};

/** The one task of a kind. */
export const theTask = (desk: Desk, kind: TaskKind): Task =>
  must(
    tasksOn(desk).find((one) => one.kind === kind),
    kind,
  );
