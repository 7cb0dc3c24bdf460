import { holds, least, mg, mgOf, tonnes, type Milligram, type RuleOutcome } from '#kernel';
import type { RequiredLine } from '#contract/withdrawal';
import type { ImprovementShare } from '#libs/standing';

/** How much of one line a pool may give: all of it, or the share that policy A42 opens, rounded down. */
export const openTo = (limit: ImprovementShare | undefined, { required }: RequiredLine): Milligram => {
  const amount = mgOf(required);
  return limit ? least(amount, mg((amount * BigInt(limit.share)) / 100n)) : amount;
};

/**
 * 改善幅度 (第十条, policy A42): fails where the demand is short for want of what the pool holds but may not give; a share
 * that opens all of the demand withholds nothing.
 */
export const improvementShown = (
  limit: ImprovementShare | undefined,
  line: RequiredLine,
  seen: { readonly place: string; readonly isShort: boolean; readonly held: Milligram },
): readonly RuleOutcome[] => {
  if (!limit) return [];
  const { improvement, share, policyVersion } = limit;
  const open = openTo(limit, line);
  const { pollutant } = line;
  const inputs = { place: seen.place, improvement, share, pollutant, open: tonnes(open) };
  const missed = seen.isShort && open < mgOf(line.required) && seen.held > open;
  return [holds(!missed, 'IMPROVEMENT_SHARE', { inputs, policyVersion })];
};
