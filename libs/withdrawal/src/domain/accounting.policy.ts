import { mgOf, subtract, tonnes, type Milligram, type Pollutant } from '#kernel';
import type { PoolDraw, RequiredLine } from '#contract/withdrawal';
import type { PolicyReader } from '#libs/policy';
import { settle } from '#libs/pool';
import { grantedOf } from './voucher-terms.js';

/**
 * 出库数量 (第七条, policy A22): the pools have to be able to give k·E in any case. Under `MULTIPLIED` all of it leaves
 * them; under `INCREMENT` only E does, taken from the lots first in turn, and nothing is retired.
 */
export const drawsTaken = (
  draws: readonly PoolDraw[],
  required: readonly RequiredLine[],
  policies: PolicyReader,
): readonly PoolDraw[] => {
  if (policies<string>('multiplier.accounting').value === 'MULTIPLIED') return draws;
  const granted = new Map<Pollutant, Milligram>(required.map((line) => [line.pollutant, grantedOf(line)]));
  return settle(draws, granted)
    .map(({ retired, ...draw }) => ({
      ...draw,
      amount: tonnes(subtract(mgOf(draw.amount), mgOf(retired))),
    }))
    .filter(({ amount }) => amount !== '0');
};
