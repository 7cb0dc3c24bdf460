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

/** Who gives a command: an account id (never a name), its roles and the place it answers for. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly place: string;
}

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
