import { liesWithin, PLACES } from './place/place.js';

/** 岗位：code names of rulebook 1.1 as they appear in accounts. */
export const ROLES = [
  'county-clerk',
  'county-reviewer',
  'county-approver',
  'park-clerk',
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
  'province',
  'system-admin',
  'security-admin',
  'audit-admin',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** 三员：system, security and audit administrator; they do no business and no two of them are one person. */
export const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies Role[];

/** Whether one of these roles is an administrator's. */
export const isAdministrator = (roles: readonly Role[]): boolean =>
  roles.some((role) => ADMINISTRATORS.some((administrator) => administrator === role));

/**
 * Who gives a command: an account id (never a name), its roles and the place it answers for. Somebody acting for
 * another has the other's roles and place, and both ids in `id` (`actorText`).
 */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly place: string;
}

const FOR = ' for ';

/** 代理：how an actor is written who acts for somebody else: both ids; an id holds no space, so they come apart again. */
export const actorText = (id: string, principal?: string): string =>
  principal === undefined ? id : id + FOR + principal;

/** The accounts behind an actor as written: who acted and, with a delegation, for whom. */
export const accountsOf = (actor: string): readonly string[] =>
  actor.includes(FOR) ? actor.split(FOR) : [actor];

/** The service itself, for acts the rules make automatic, such as a hold that runs out. */
export const systemActor = (place: string): Actor => ({ id: 'system', roles: ['system'], place });

/** An officer answers for a place and everything inside it; never for a sibling or a parent. */
export const answersFor = (actor: Actor, place: string): boolean => liesWithin(place, actor.place);
/**
 * 全域：an officer of a place that holds every place below the province. What binds all of them, and the log that tells of
 * all of them, is for no one else.
 */
export const answersForAll = (actor: Actor): boolean =>
  PLACES.every(({ code, kind }) => kind === 'PROVINCE' || answersFor(actor, code));
export const holdsAnyRole = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.roles.some((role) => roles.includes(role));
