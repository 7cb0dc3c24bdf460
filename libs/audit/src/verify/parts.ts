/**
 * What a verification of a whole ledger is made of: HASHES what bytes, chain, trees and signatures prove; ORDER that
 * events follow one another and name the keys and files that the pack does; FILES and POOLS the two shares of the
 * rules. Several readers of a pack may divide the parts among them (`joined`).
 */
export type Part = 'HASHES' | 'ORDER' | 'FILES' | 'POOLS';

export const PROOF: readonly Part[] = ['HASHES', 'ORDER'];
export const RULES: readonly Part[] = ['FILES', 'POOLS'];
export const ALL_PARTS: readonly Part[] = [...PROOF, ...RULES];
