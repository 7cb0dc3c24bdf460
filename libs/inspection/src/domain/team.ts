import { accountsOf, answersFor, holds, passes, withinPlace, type Actor, type RuleOutcome } from '#kernel';
import type { Inspection } from './inspection.fold.js';

/** Who is at the keyboard: credentials are shown in person, so acting for an officer of the team is not being one. */
const person = ({ id }: Actor): string => accountsOf(id)[0] ?? id;

/** 联合检查组: the officers named in the plan, wherever they come from, and who answers for the host. */
export const concerns = (actor: Actor, { place, officers }: Inspection): RuleOutcome =>
  officers.includes(person(actor)) && !answersFor(actor, place)
    ? passes('FORBIDDEN_PLACE', { inputs: { place } })
    : withinPlace(actor, place);

/** 执法人员 (第二十一条): acts of an inspection are done by its officers, and name no others. */
export const byTeam = (
  actor: Actor,
  { officers }: Inspection,
  present: readonly string[] = [],
): RuleOutcome => {
  const strangers = [person(actor), ...present].filter((one) => !officers.includes(one));
  const inputs = { officer: strangers[0] ?? person(actor), officers: officers.join('、') };
  return holds(strangers.length === 0, 'NOT_INSPECTION_OFFICER', { inputs });
};
