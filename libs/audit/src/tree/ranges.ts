import { must } from '#kernel';
import type { TreeHasher } from './hasher.js';

/** The leaves from `start` to before `end`, counted from 0. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The root of a complete subtree: 2^height leaves, the index-th such subtree from the left. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** The largest power of two below a number of at least 2: where RFC 6962 divides a tree. */
const splitOf = (size: number): number => {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
};

/**
 * The subtrees whose roots prove that the leaf at `index` is in the tree of `size` leaves, in the order of the proof
 * (RFC 6962, 2.1.1). `index` must lie below `size`.
 */
export const inclusionRanges = (index: number, size: number): readonly Range[] => {
  const siblings: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      siblings.push({ start: middle, end });
      end = middle;
    } else {
      siblings.push({ start, end: middle });
      start = middle;
    }
  }
  return siblings.toReversed();
};

/**
 * The subtrees whose roots prove that the tree of `size` leaves begins with that of `old` leaves, in the order of the
 * proof (RFC 6962, 2.1.2); none when the older tree is empty or the same. `old` may not exceed `size`.
 */
export const consistencyRanges = (old: number, size: number): readonly Range[] => {
  if (old === 0 || old === size) return [];
  const found: Range[] = [];
  let [start, end] = [0, size];
  while (end !== old) {
    const middle = start + splitOf(end - start);
    if (old <= middle) {
      found.push({ start: middle, end });
      end = middle;
    } else {
      found.push({ start, end: middle });
      start = middle;
    }
  }
  // A verifier that knows the older root needs no part of it, unless the parts are more than one.
  if (start > 0) found.push({ start, end });
  return found.toReversed();
};

/** The complete subtrees a range of a tree consists of, from left to right. */
export const subtreesOf = ({ start, end }: Range): readonly Subtree[] => {
  const found: Subtree[] = [];
  for (let from = start; from < end;) {
    let [height, leaves] = [0, 1];
    while (leaves * 2 <= end - from) [height, leaves] = [height + 1, leaves * 2];
    found.push({ height, index: from / leaves });
    from += leaves;
  }
  return found;
};

/** The root over a range, from the roots of its complete subtrees. */
export const rangeRoot = (
  range: Range,
  hasher: TreeHasher,
  rootOf: (subtree: Subtree) => Uint8Array,
): Uint8Array => {
  const roots = subtreesOf(range).map(rootOf);
  return roots.length === 0 ? hasher.empty : rightToLeft(roots, hasher);
};

/** Joins the roots of ever smaller complete subtrees into one. */
export const rightToLeft = (roots: readonly Uint8Array[], hasher: TreeHasher): Uint8Array =>
  roots.slice(0, -1).reduceRight((right, left) => hasher.node(left, right), must(roots.at(-1), 'a root'));
