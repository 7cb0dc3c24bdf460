import { answersFor, findPlace, lineage, liesWithin, placeOfPool, type Actor, type Place } from '#kernel';
import { edgeRefusal } from '#libs/platform';
import { placesOf } from '../ledger/registers.js';

/** A pool's own people see its lots and movements; those it serves see what it holds. */
export const mayRead = (actor: Actor, place: Place): boolean => answersFor(actor, place.code);
export const mayReadBalance = (actor: Actor, place: Place): boolean =>
  mayRead(actor, place) || liesWithin(actor.place, place.code);

/** The places an officer answers for and those that hold its own: whose pools they may draw on. */
export const placesAround = (actor: Actor): readonly string[] => [
  ...placesOf(actor),
  ...(findPlace(actor.place) ? lineage(actor.place).map(({ code }) => code) : []),
];

/** The place of a pool the reader may see. Errors: NOT_FOUND, FORBIDDEN_PLACE. */
export const poolPlace = (id: string, actor: Actor, allowed = mayRead): Place => {
  const place = placeOfPool(id);
  if (!place) throw edgeRefusal('NOT_FOUND', { subject: `储备库 ${id}` });
  if (!allowed(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place: place.code });
  return place;
};
