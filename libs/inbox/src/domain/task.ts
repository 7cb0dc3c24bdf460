import {
  addWorkingDays,
  answersFor,
  dateAt,
  holdsAnyRole,
  placeOf,
  type Actor,
  type CivilDate,
  type DutyDone,
  type Instant,
  type Medium,
  type Role,
} from '#kernel';
import type { PolicyKey, PolicyReader } from '#libs/policy';
import type { TaskKind } from './kinds.js';

/** What a task is about: a resource of the interface, and words by which people know it. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly place: string;
  readonly name: string;
  /** Below the interface's base path, such as `/deposits/d-1`. */
  readonly path: string;
}

/** Whose task it is: holders of a role who answer for a place, without those barred and with those named. */
export interface Doers {
  readonly roles: readonly Role[];
  readonly place: string;
  /** 岗位分离：accounts that took another step of the same item (第二十三条). */
  readonly except: readonly string[];
  /** Accounts whose own filing it is. */
  readonly named: readonly string[];
}

/** When it must be done; `policy` is the one whose term runs, none where the article itself names the day. */
export interface Due {
  readonly on: CivilDate | null;
  readonly policy: PolicyKey | null;
}

/** 待办：what somebody has to do next, computed from the log. */
export interface Task {
  /** The same as long as the same thing waits. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly subject: Subject;
  readonly medium: Medium | null;
  readonly doers: Doers;
  readonly since: Instant;
  readonly due: Due;
}

interface TaskParts {
  readonly subject: Subject;
  readonly medium?: Medium;
  readonly doers: Doers;
  readonly since: Instant;
  readonly due: Due;
}

export const task = (kind: TaskKind, { medium, ...parts }: TaskParts): Task => ({
  id: [kind, parts.subject.id, ...(medium === undefined ? [] : [medium])].join(':'),
  kind,
  medium: medium ?? null,
  ...parts,
});

/** Holders of a role at a place, or above it. */
export const holdersOf = (roles: readonly Role[], place: string, except: readonly string[] = []): Doers => ({
  roles,
  place,
  except,
  named: [],
});

const CLERK_AT = {
  PROVINCE: 'province',
  CITY: 'office',
  COUNTY: 'county-clerk',
  PARK: 'park-clerk',
} as const satisfies Record<string, Role>;

/** The desk that files for a place: a park's own, else the bureau's. */
export const clerksAt = (place: string): Doers => holdersOf([CLERK_AT[placeOf(place).kind]], place);

/** The desk an item was filed from, and whoever filed it from elsewhere, such as a county for its park. */
export const filersOf = (place: string, duties: readonly DutyDone[]): Doers => {
  const of = (filing: boolean): readonly string[] =>
    duties.flatMap(({ step, by }) => ((step === 'FILING') === filing ? [by] : []));
  return { ...clerksAt(place), named: of(true), except: of(false) };
};

/** Who took part in an item by another step, and so must not take this one (第二十三条). */
export const othersThan = (step: string, duties: readonly DutyDone[]): readonly string[] => [
  ...new Set(duties.flatMap((duty) => (duty.step === step ? [] : [duty.by]))),
];

/** Whether a task is this officer's to do. */
export const isFor = (actor: Actor, { doers }: Task): boolean => {
  const { roles, place, except, named } = doers;
  if (except.includes(actor.id)) return false;
  return named.includes(actor.id) || (holdsAnyRole(actor, roles) && answersFor(actor, place));
};

/** 办理期限：so many working days from the day it came up (policy A41 `step.due`). */
export const stepDue = (since: Instant, policies: PolicyReader): Due => ({
  on: addWorkingDays(dateAt(since), policies<number>('step.due').value),
  policy: 'step.due',
});

/** The earlier of two. */
export const sooner = (a: Due, b: Due): Due => (b.on !== null && (a.on === null || b.on < a.on) ? b : a);
