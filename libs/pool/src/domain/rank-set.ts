/** A tree of width 32: a leaf is a bit mask, an empty branch is absent. */
type Node = number | readonly (Node | undefined)[];

/** The members with the same upper part; the tree of their lower parts is as high as the largest of them needed. */
interface Block {
  readonly upper: number;
  readonly height: number;
  readonly tree: Node | undefined;
}

/**
 * An ordered set of whole numbers from 0 up to 2^40 that shares structure with its earlier versions: what adding,
 * removing and finding the next member takes does not grow with how many there are or were. Members that are ranks
 * have few upper parts, one for each vintage, and lower parts that the engine counts without a fraction.
 */
export type RankSet = readonly Block[];

const LOWER_PARTS = 2 ** 26;
const [WIDTH, WIDTH_BITS] = [32, 5];
const NONE = -1;

export const EMPTY_RANKS: RankSet = [];

interface Change {
  readonly member: number;
  readonly present: boolean;
}

const changed = (node: Node | undefined, level: number, change: Change): Node | undefined => {
  const { member, present } = change;
  const slot = (member >>> (level * WIDTH_BITS)) % WIDTH;
  if (level === 0) {
    const others = (typeof node === 'number' ? node : 0) & ~(1 << slot);
    return (present ? others | (1 << slot) : others) || undefined;
  }
  const branches = typeof node === 'object' ? node.slice() : [];
  branches[slot] = changed(branches[slot], level - 1, change);
  return present || branches.some((branch) => branch !== undefined) ? branches : undefined;
};

/** The same block, high enough for a member. */
const grown = (block: Block, member: number): Block => {
  const { upper, height, tree } = block;
  if (member >>> ((height + 1) * WIDTH_BITS) === 0) return block;
  return grown({ upper, height: height + 1, tree: tree && [tree] }, member);
};

/** The set with `rank` in it, or without. */
export const withRank = (set: RankSet, rank: number, present: boolean): RankSet => {
  const upper = Math.floor(rank / LOWER_PARTS);
  const member = rank % LOWER_PARTS;
  const before = set.findLastIndex((block) => block.upper < upper);
  const known = set[before + 1]?.upper === upper ? set[before + 1] : undefined;
  const { height, tree } = grown(known ?? { upper, height: 0, tree: undefined }, member);
  const changedTree = changed(tree, height, { member, present });
  const blocks = set.toSpliced(
    before + 1,
    known ? 1 : 0,
    ...(changedTree === undefined ? [] : [{ upper, height, tree: changedTree }]),
  );
  return blocks.length === 0 ? EMPTY_RANKS : blocks;
};

/** The least member of a branch that is not below `from`, counted from where the branch begins. */
const firstIn = (node: Node | undefined, level: number, from: number): number => {
  if (node === undefined) return NONE;
  if (typeof node === 'number') {
    const left = from < WIDTH ? node & (-1 << from) : 0;
    return left === 0 ? NONE : WIDTH - 1 - Math.clz32(left & -left);
  }
  const bits = level * WIDTH_BITS;
  let slot = from >>> bits;
  for (let within = from - (slot << bits); slot < node.length; slot += 1, within = 0) {
    const found = firstIn(node[slot], level - 1, within);
    if (found !== NONE) return (slot << bits) + found;
  }
  return NONE;
};

/** The least member that is not below `from`. */
export const firstRank = (set: RankSet, from: number): number | undefined => {
  const upper = Math.floor(from / LOWER_PARTS);
  for (const block of set) {
    if (block.upper < upper) continue;
    const found = firstIn(block.tree, block.height, block.upper === upper ? from % LOWER_PARTS : 0);
    if (found !== NONE) return block.upper * LOWER_PARTS + found;
  }
  return undefined;
};
