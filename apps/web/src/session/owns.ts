import { usePlaces } from '../parts/words.js';
import { useMe } from './me.js';

/** Whether a place or pool lies within what this officer answers for: the own place and all below it. */
export const useOwns = (): ((placeOrPool: string) => boolean) => {
  const me = useMe();
  const places = usePlaces();
  const owns = (code: string | null | undefined): boolean => {
    if (code === null || code === undefined) return false;
    return code === me.place || owns(places.find((place) => place.code === code)?.parent);
  };
  return (placeOrPool) =>
    owns(places.find(({ code, pool }) => code === placeOrPool || pool === placeOrPool)?.code);
};
