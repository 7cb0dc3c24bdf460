import { useOwns } from '../session/owns.js';
import { usePlaces } from './words.js';

/** The places an officer answers for, to choose one from: the own one and all below it. */
export const useOwnPlaces = (): readonly { readonly value: string; readonly label: string }[] => {
  const owns = useOwns();
  return usePlaces()
    .filter(({ code }) => owns(code))
    .map(({ code, name }) => ({ value: code, label: name }));
};
