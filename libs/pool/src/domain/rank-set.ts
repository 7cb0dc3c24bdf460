/**
 * An ordered set of whole numbers from 0 up to 2^40 that shares structure with its earlier versions: adding, removing
 * and finding the next member take a fixed number of steps, however many members there are or were.
 * A tree of width 32: a leaf is a bit mask, an empty branch is absent.
 */
type Node = number | readonly (Node | undefined)[];
export type RankSet = Node | undefined;

const WIDTH = 32;
const TOP = 7;
/** How many ranks a branch of each level spans. */
const SPANS = Array.from({ length: TOP + 1 }, (_, level) => WIDTH ** level);
const spanOf = (level: number): number => SPANS[level] ?? 1;

export const EMPTY_RANKS: RankSet = undefined;

/** The set with `rank` in it, or without. */
export const withRank = (set: RankSet, rank: number, present: boolean): RankSet => {
  const changed = (node: RankSet, level: number): RankSet => {
    const slot = Math.floor(rank / spanOf(level)) % WIDTH;
    if (level === 0) {
      const others = (typeof node === 'number' ? node : 0) & ~(1 << slot);
      return (present ? others | (1 << slot) : others) || undefined;
    }
    const branches = typeof node === 'object' ? node.slice() : [];
    branches[slot] = changed(branches[slot], level - 1);
    return present || branches.some((branch) => branch !== undefined) ? branches : undefined;
  };
  return changed(set, TOP);
};

/** The least member that is not below `from`. */
export const firstRank = (set: RankSet, from: number): number | undefined => {
  const search = (node: RankSet, level: number, base: number): number | undefined => {
    if (node === undefined) return undefined;
    const span = spanOf(level);
    for (let slot = Math.max(0, Math.floor((from - base) / span)); slot < WIDTH; slot += 1) {
      const start = base + slot * span;
      if (typeof node === 'object') {
        const found = search(node[slot], level - 1, start);
        if (found !== undefined) return found;
      } else if ((node >>> slot) & 1) return start;
    }
    return undefined;
  };
  return search(set, TOP, 0);
};
