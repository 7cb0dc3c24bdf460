import { collect, least, mgOf, subtract, sum, tonnes, type Milligram, type Pollutant } from '#kernel';
import type { PoolDraw, RequiredLine, SettledPoolDraw, VoucherLine } from '#contract/withdrawal';
import { settle } from '#libs/pool';
import type { TradeDraw } from '#libs/trade';

/** E: the new discharge becomes the unit's quota, unless the demand was too small to need any (policies A21, A22). */
export const grantedOf = ({ increment, required }: RequiredLine): Milligram =>
  least(mgOf(increment), mgOf(required));

const drawnOf = (draws: readonly (PoolDraw | TradeDraw)[], wanted: Pollutant): Milligram =>
  sum(collect(draws, ({ pollutant, amount }) => (pollutant === wanted ? mgOf(amount) : [])));

/**
 * 凭证内容：per pollutant what was drawn = E granted + the rest retired, and the same told lot by lot (第七条). Under
 * policy A22 `MULTIPLIED` k·E is drawn and (k−1)E retired, under `INCREMENT` E is drawn and nothing retired.
 */
export const voucherTerms = (
  required: readonly RequiredLine[],
  draws: readonly PoolDraw[],
  bought: readonly TradeDraw[] = [],
): { readonly lines: readonly VoucherLine[]; readonly draws: readonly SettledPoolDraw[] } => {
  const granted = new Map<Pollutant, Milligram>(required.map((line) => [line.pollutant, grantedOf(line)]));
  const lines = required.map((line) => ({
    pollutant: line.pollutant,
    required: line.required,
    granted: tonnes(grantedOf(line)),
    retired: tonnes(subtract(drawnOf([...draws, ...bought], line.pollutant), grantedOf(line))),
  }));
  return { lines, draws: settle(draws, granted) };
};
