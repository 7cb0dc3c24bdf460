import { answersFor, lineage, type Actor } from '#kernel';
import { edgeRefusal } from '#libs/platform';

/** The place a reader asks about, or its own. Errors: FORBIDDEN_PLACE. */
export const placeFor = (actor: Actor, place = actor.place): string => {
  if (!answersFor(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
  return place;
};

/** A region compares cities and provinces; a county is asked of its city. */
export const areaFor = (actor: Actor, place = actor.place): string => {
  const area = lineage(place).find(({ kind }) => kind === 'CITY' || kind === 'PROVINCE');
  return placeFor(actor, area?.code ?? place);
};
