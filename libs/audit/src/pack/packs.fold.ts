import type { Fold } from '#kernel';
import type { PackEvent } from '../contract/index.js';

/** How many packs were ordered; stream `packs`. */
export const packsFold: Fold<number, PackEvent> = {
  prefix: 'packs',
  initial: () => 0,
  evolve: (count) => count + 1,
};

/** The stream of that fold; a ledger has one. */
export const PACKS_STREAM = packsFold.prefix;
