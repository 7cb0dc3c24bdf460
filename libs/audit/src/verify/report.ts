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

/** Whether a verification ended before its pack did. */
const brokeOff = ({ proof }: PackReport): boolean =>
  proof.some(({ code }) => (PACK_FAULTS as readonly string[]).includes(code));

/**
 * One verification out of two that shared the work: one proved, the other, with `proof: false`, decided the commands
 * again, or the side of them that the first did not. The same as if one had done all of it.
 */
export const joined = (proved: PackReport, other: PackReport): PackReport => {
  // One that broke off at a file says nothing of what comes after.
  const isWhole = !brokeOff(proved);
  const others = other.rules.filter(
    ({ position }) => isWhole || (position !== null && position <= proved.events),
  );
  const rules = inOrder([...proved.rules, ...others]);
  const decided = isWhole ? together(proved.decided, other.decided) : null;
  return { ...proved, verdict: verdictOf(proved.proof, rules), rules, decided };
};
