import {
  add,
  extend,
  least,
  mgOf,
  subtract,
  tonnes,
  ZERO,
  type Instant,
  type Milligram,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import type { Draw } from '#contract/pool';
import { lotAtRank, type PoolState, type Stock, type Stocks } from './pool.fold.js';
import { firstRank } from './rank-set.js';

/** 环太湖腾退指标 (policy A25): first to SEI projects, only to them, or no different from the rest. */
export type Earmark = 'SOFT' | 'HARD' | 'NONE';

/** For whom a pool is drawn, and when it takes effect. */
export interface Drawer {
  readonly sei: boolean;
  readonly earmark: Earmark;
  readonly at: Instant;
}

export interface DrawPlan {
  readonly draws: readonly Draw[];
  readonly shortfall: Milligram;
}

/** Groups of stocks, one group after the other; within a group lots go by rank. */
const turns = ({ earmarked, free }: Stocks, { sei, earmark }: Drawer): readonly (readonly Stock[])[] => {
  if (earmark === 'NONE') return [[earmarked, free]];
  if (sei) return [[earmarked], [free]];
  return earmark === 'SOFT' ? [[free], [earmarked]] : [[free]];
};

/** The least rank that has anything left in a group of stocks, from this one on. */
const nextIn = (group: readonly Stock[], from: number): number => {
  let first = Number.POSITIVE_INFINITY;
  for (const { open } of group) first = Math.min(first, firstRank(open, from) ?? first);
  return first;
};

/**
 * Which lots to draw, FIFO by vintage and then by order of credit (policy A24), or how much is missing.
 * An amount that came in after the draw takes effect is left alone, so no balance at any past moment turns negative.
 */
export const planDraws = (
  state: PoolState,
  wish: { readonly pollutant: Pollutant; readonly amount: Milligram },
  drawer: Drawer,
): DrawPlan => {
  const { pollutant } = wish;
  const draws: Draw[] = [];
  let missing = wish.amount;
  if (missing === ZERO) return { draws, shortfall: ZERO };
  for (const group of turns(state.stocks[pollutant], drawer)) {
    for (let rank = nextIn(group, 0); rank < Number.POSITIVE_INFINITY; rank = nextIn(group, rank + 1)) {
      const { lotId, lines } = lotAtRank(state, rank);
      const line = lines[pollutant];
      if (!line || line.since > drawer.at) continue;
      const taken = least(line.figures.available, missing);
      draws.push({ lotId, pollutant, amount: tonnes(taken) });
      missing = subtract(missing, taken);
      if (missing === ZERO) return { draws, shortfall: ZERO };
    }
  }
  return { draws, shortfall: missing };
};

/** What the pool holds of one pollutant for this drawer, whenever it came in. */
export const availableTo = (state: PoolState, pollutant: Pollutant, drawer: Drawer): Milligram => {
  let available = ZERO;
  for (const group of turns(state.stocks[pollutant], drawer))
    for (const stock of group) available = add(available, stock.available);
  return available;
};

/**
 * 退役：of the amounts drawn for a pollutant the first E, in order of drawing, becomes the unit's quota;
 * the rest is retired for good (policy A22).
 */
export const settle = <D extends Draw>(
  draws: readonly D[],
  granted: ReadonlyMap<Pollutant, Milligram>,
): readonly (D & { readonly retired: Tonnes })[] => {
  const left = new Map(granted);
  return draws.map((draw) => {
    const amount = mgOf(draw.amount);
    const due = left.get(draw.pollutant) ?? ZERO;
    const used = least(amount, due);
    left.set(draw.pollutant, subtract(due, used));
    return extend(draw, { retired: tonnes(subtract(amount, used)) });
  });
};
