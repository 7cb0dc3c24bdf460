import {
  collect,
  must,
  notApplicable,
  passes,
  placeOfPool,
  tierOf,
  type PoolTier,
  type RuleOutcome,
} from '#kernel';
import type { PoolDraw, PriorityClass, Project } from '#contract/withdrawal';
import type { Withdrawal } from './withdrawal.fold.js';

/** 优先保障的类别 (第六条): the province's own pool names none. */
const PREFERRED: Readonly<Record<PoolTier, readonly PriorityClass[]>> = {
  PROVINCIAL: [],
  MUNICIPAL: ['LIVELIHOOD', 'SCIENCE_DEMO', 'SEI'],
  LOCAL: ['LOCAL_MAJOR'],
};

/** 优先次序 at a tier, for queues to sort by: 1 is served first, 2 after it; a tier that prefers none ranks all 1. */
export const priorityOf = (
  tier: PoolTier,
  { project: { priorityClass }, priorityReason: reason }: Pick<Withdrawal, 'project' | 'priorityReason'>,
) => {
  const preferred = PREFERRED[tier];
  const rank = preferred.length === 0 || preferred.includes(priorityClass) ? 1 : 2;
  return { rank, class: priorityClass, reason };
};

/**
 * 优先次序 (第六条, policy A24): shown for every pool drawn on that prefers some classes. It ranks and excludes nobody, so
 * a project of another class passes by, with or without a reason.
 */
export const priorityShown = (
  draws: readonly PoolDraw[],
  { priorityClass }: Project,
  priorityReason: string | null,
): readonly RuleOutcome[] =>
  collect([...new Set(draws.map(({ pool }) => pool))], (pool) => {
    const preferred = PREFERRED[tierOf(must(placeOfPool(pool), `place of ${pool}`))];
    if (preferred.length === 0) return [];
    const reasonGiven = priorityReason !== null;
    const inputs = { pool, priority: preferred.join(', '), priorityClass, reasonGiven };
    const shown = preferred.includes(priorityClass) ? passes : notApplicable;
    return [shown('PRIORITY_REASON', { inputs })];
  });
