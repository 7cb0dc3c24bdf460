import { HASH_BYTES, sameBytes, type TreeHasher } from './hasher.js';

/** Why a proof does not hold. */
export type ProofFault =
  | 'SIZE_INVALID'
  | 'INDEX_OUTSIDE_TREE'
  | 'SIZES_REVERSED'
  | 'HASH_LENGTH'
  | 'PROOF_LENGTH'
  | 'ROOT_DIFFERS'
  | 'OLD_ROOT_DIFFERS';

export interface InclusionClaim {
  /** 0 for the first leaf. */
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const isPowerOfTwo = (value: number): boolean => {
  let rest = value;
  while (rest > 1 && !isOdd(rest)) rest /= 2;
  return rest === 1;
};
const anyMalformed = (hashes: readonly Uint8Array[]): boolean =>
  hashes.some(({ length }) => length !== HASH_BYTES);

/**
 * Whether a leaf is in the tree of a size and root: nothing when it is, else the reason (RFC 9162, 2.1.3.2). A tree
 * without leaves holds none, and a hash that is not 32 bytes long proves nothing.
 */
export const inclusionFault = (claim: InclusionClaim, hasher: TreeHasher): ProofFault | undefined => {
  const { index, size, leafHash, root, proof } = claim;
  if (!isCount(size) || !isCount(index)) return 'SIZE_INVALID';
  if (index >= size) return 'INDEX_OUTSIDE_TREE';
  if (anyMalformed([leafHash, root, ...proof])) return 'HASH_LENGTH';
  let [place, last, reached] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return 'PROOF_LENGTH';
    if (isOdd(place) || place === last) {
      reached = hasher.node(sibling, reached);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      reached = hasher.node(reached, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) return 'PROOF_LENGTH';
  return sameBytes(reached, root) ? undefined : 'ROOT_DIFFERS';
};

/**
 * Whether the tree of a size begins with the older one: nothing when it does, else the reason (RFC 9162, 2.1.4.2).
 * Every tree begins with the empty one, so a claim about it says nothing and is refused.
 */
export const consistencyFault = (claim: ConsistencyClaim, hasher: TreeHasher): ProofFault | undefined => {
  const { oldSize, size, oldRoot, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize === 0) return 'SIZE_INVALID';
  if (oldSize > size) return 'SIZES_REVERSED';
  if (oldSize === size) {
    if (proof.length > 0) return 'PROOF_LENGTH';
    return sameBytes(oldRoot, root) ? undefined : 'ROOT_DIFFERS';
  }
  if (anyMalformed([oldRoot, root, ...proof])) return 'HASH_LENGTH';
  if (proof.length === 0) return 'PROOF_LENGTH';
  return growthFault(claim, hasher);
};

const growthFault = (claim: ConsistencyClaim, hasher: TreeHasher): ProofFault | undefined => {
  const { oldSize, size, oldRoot, root } = claim;
  let [place, last] = [oldSize - 1, size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...claim.proof] : claim.proof;
  if (first === undefined) return 'PROOF_LENGTH';
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return 'PROOF_LENGTH';
    if (isOdd(place) || place === last) {
      older = hasher.node(sibling, older);
      newer = hasher.node(sibling, newer);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = hasher.node(newer, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) return 'PROOF_LENGTH';
  if (!sameBytes(older, oldRoot)) return 'OLD_ROOT_DIFFERS';
  return sameBytes(newer, root) ? undefined : 'ROOT_DIFFERS';
};
