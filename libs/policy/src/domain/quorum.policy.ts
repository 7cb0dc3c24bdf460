import type { Instant } from '#kernel';
import { policyInForce, type PolicyState } from './policy.fold.js';

/**
 * 见证家数 (第二十一条, policy A43): how many witnesses have to co-sign a checkpoint before it counts as witnessed, of a log
 * that has so many of them. What was adopted holds even where there are fewer, or none; undecided, one will do.
 */
export const quorumOf = (policies: PolicyState, at: Instant, witnesses: number): number =>
  Math.max(policyInForce<number>(policies, 'witness.quorum', at).value, Math.min(1, witnesses));
