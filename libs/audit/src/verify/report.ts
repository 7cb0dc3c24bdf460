import type { LogKeys } from '../pack/keys-file.js';
import type { Manifest } from '../pack/manifest.js';
import type { CheckedCheckpoint } from './checkpoint-check.js';
import { PACK_FAULTS } from '../pack/pack.js';
import { inOrder, type Finding } from './findings.js';
import type { RuleCounts } from './rule-audit.js';

/** SOUND: nothing found. BROKEN: the pack or the log was changed. RULES_BROKEN: proved, but not by the rules. */
export type PackVerdict = 'SOUND' | 'BROKEN' | 'RULES_BROKEN';

/** 核验报告：what was found in a pack. */
export interface PackReport {
  readonly verdict: PackVerdict;
  readonly manifest: Manifest | null;
  readonly events: number;
  readonly logs: readonly LogKeys[];
  /** Those that hold, as they stand in the pack. */
  readonly checkpoints: readonly Omit<CheckedCheckpoint, 'root'>[];
  /** Layout, hashes, chain, tree, signatures: what any verifier must find. */
  readonly proof: readonly Finding[];
  /** Rules, policies and conservation. */
  readonly rules: readonly Finding[];
  readonly decided: RuleCounts | null;
}

export const verdictOf = (proof: readonly Finding[], rules: readonly Finding[]): PackVerdict => {
  if (proof.length > 0) return 'BROKEN';
  return rules.length > 0 ? 'RULES_BROKEN' : 'SOUND';
};

const together = (a: RuleCounts | null, b: RuleCounts | null): RuleCounts | null =>
  a && b ? { accepted: a.accepted + b.accepted, refused: a.refused + b.refused } : (a ?? b);

const isFault = ({ code }: Finding): boolean => (PACK_FAULTS as readonly string[]).includes(code);

/**
 * One verification out of two that shared its parts, the first of which had the hashes: the same as if one had done all
 * of it. What the other one found after the first one broke off is not heard.
 */
export const joined = (proved: PackReport, other: PackReport): PackReport => {
  const isWhole = !proved.proof.some(isFault);
  const isHeard = ({ position }: Finding): boolean =>
    isWhole || (position !== null && position <= proved.events);
  const proof = inOrder([...proved.proof, ...other.proof.filter((one) => !isFault(one) && isHeard(one))]);
  const rules = inOrder([...proved.rules, ...other.rules.filter(isHeard)]);
  const decided = isWhole ? together(proved.decided, other.decided) : null;
  return { ...proved, verdict: verdictOf(proof, rules), proof, rules, decided };
};
