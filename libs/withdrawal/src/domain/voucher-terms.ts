import { least, mgOf, subtract, tonnes, type Milligram, type Pollutant } from '#kernel';
import type { PoolDraw, RequiredLine, SettledPoolDraw, VoucherLine } from '#contract/withdrawal';
import { settle } from '#libs/pool';

/** E: the new discharge becomes the unit's quota, unless the demand was too small to need any (policies A21, A22). */
const grantedOf = ({ increment, required }: RequiredLine): Milligram =>
  least(mgOf(increment), mgOf(required));

/** 凭证内容：per pollutant k·E = E granted + (k−1)E retired, and the same told lot by lot (第七条, policy A22). */
export const voucherTerms = (
  required: readonly RequiredLine[],
  draws: readonly PoolDraw[],
): { readonly lines: readonly VoucherLine[]; readonly draws: readonly SettledPoolDraw[] } => {
  const granted = new Map<Pollutant, Milligram>(required.map((line) => [line.pollutant, grantedOf(line)]));
  const lines = required.map((line) => ({
    pollutant: line.pollutant,
    required: line.required,
    granted: tonnes(grantedOf(line)),
    retired: tonnes(subtract(mgOf(line.required), grantedOf(line))),
  }));
  return { lines, draws: settle(draws, granted) };
};
