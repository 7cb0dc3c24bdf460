import { PersistentMap, type List } from '#kernel';

/**
 * Where each lot stands in its pool's list, by the end of its id; lots that share an end are told apart in the list.
 * The map hashes up to sixteen characters as they are, but keeps a table of longer keys that a pool outgrows again and
 * again.
 */
export type LotIndex = PersistentMap<string, readonly number[]>;

type Lots = List<{ readonly lotId: string }>;

const KEY_LENGTH = 12;
const keyOf = (lotId: string): string => lotId.slice(-KEY_LENGTH);

export const EMPTY_INDEX: LotIndex = PersistentMap();

/** The position of a lot; nothing where the list has no such lot. */
export const positionIn = (index: LotIndex, lots: Lots, lotId: string): number | undefined =>
  index.get(keyOf(lotId))?.find((position) => lots.get(position)?.lotId === lotId);

/** The index with a lot that goes to this position. */
export const withLot = (index: LotIndex, lotId: string, position: number): LotIndex => {
  const key = keyOf(lotId);
  return index.set(key, [...(index.get(key) ?? []), position]);
};
