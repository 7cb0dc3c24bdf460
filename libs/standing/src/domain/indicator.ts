import { InvariantViolation } from '#kernel';
import type { BetterWhen, IndicatorFigure } from '#contract/standing';

const DECIMALS = 9;
const FORM = /^(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,9}))?$/;

/** Whether a text is an indicator's figure: digits, at most nine decimals, no sign, no exponent. */
export const isIndicatorFigure = (text: string): boolean => FORM.test(text);

/** The figure as a whole number of billionths of its own unit, so that figures compare and add exactly. */
export const figureOf = (text: IndicatorFigure): bigint => {
  const match = FORM.exec(text);
  if (!match) throw new InvariantViolation(`not an indicator's figure: ${text}`);
  const [, whole = '0', decimals = ''] = match;
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
};

/** How far `value` is on the bad side of `mark`: above zero is worse, zero as good, below zero better. */
export const shortfall = (value: bigint, mark: bigint, betterWhen: BetterWhen): bigint =>
  betterWhen === 'LOWER' ? value - mark : mark - value;

/** A share in `%` is usually better when higher, anything else when lower. */
export const usuallyBetterWhen = (unit: string): BetterWhen => (unit === '%' ? 'HIGHER' : 'LOWER');
