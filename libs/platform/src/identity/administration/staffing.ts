import { answersFor, findPlace, type JsonObject, type Place, PLACES } from '#kernel';
import type { Account } from '../accounts.js';
import { type Permission, rolesAllowed } from '../permissions.js';

/** The three steps of an item that three people take (第二十三条). */
const STEPS = [
  'withdrawal:file',
  'withdrawal:first-review',
  'withdrawal:approve',
] as const satisfies Permission[];
const FEWEST_PEOPLE = 2;

const isLocal = (place: Place | undefined): boolean => place?.kind === 'COUNTY' || place?.kind === 'PARK';

/** Whether every step can have a person of its own: the first takes one, and the rest must still find theirs. */
const eachTheirOwn = (
  [candidates, ...rest]: readonly (readonly string[])[],
  taken: readonly string[] = [],
): boolean =>
  candidates === undefined ||
  candidates.some((person) => !taken.includes(person) && eachTheirOwn(rest, [...taken, person]));

/**
 * 人员配备: places where one item cannot pass through three different people of the place's own level, or fewer than
 * two people work, so that its queue stands still as soon as one is away. `missing` names the steps nobody can take.
 */
export const staffingGaps = (
  accounts: readonly Account[],
): readonly (JsonObject & { readonly place: string })[] =>
  PLACES.filter(isLocal).flatMap(({ code, name }) => {
    const local = accounts.filter(
      (account) => isLocal(findPlace(account.place)) && answersFor(account, code),
    );
    const candidates = STEPS.map((step) =>
      local
        .filter(({ roles }) => roles.some((role) => rolesAllowed(step).includes(role)))
        .map(({ id }) => id),
    );
    const people = new Set(candidates.flat()).size;
    if (people >= FEWEST_PEOPLE && eachTheirOwn(candidates)) return [];
    const missing = STEPS.filter((_, index) => candidates[index]?.length === 0);
    return [{ place: code, placeName: name, people, missing }];
  });
