import { fail, InvariantViolation, ok, type Result } from './result.js';

/**
 * 数量：an amount of discharge quota as a whole number of milligrams per year (1 mg/a = 1e-9 t/a, policy A13).
 * Every calculation happens in this unit; a JavaScript `number` never holds an amount.
 */
export type Milligram = bigint & { readonly unit: 'mg/a' };

/** An amount as written in events, JSON and URLs: canonical decimal text in t/a, such as `3.26434`. */
export type Tonnes = string & { readonly unit: 't/a' };

const DECIMALS = 9;
/** Ten thousand times the whole country's yearly discharge still fits; a longer figure is a slip of the pen. */
const INTEGER_DIGITS = 12;
const FORM = /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const POINT = '.';
/** By how much digits with so many decimals are multiplied to be milligrams. */
const SCALES = Array.from({ length: DECIMALS + 1 }, (_, decimals) => 10n ** BigInt(DECIMALS - decimals));

export const ZERO = 0n as Milligram;

/** Marks a whole number of milligrams as an amount. */
export const mg = (value: bigint): Milligram => value as Milligram;

export const add = (a: Milligram, b: Milligram): Milligram => (a + b) as Milligram;
export const subtract = (a: Milligram, b: Milligram): Milligram => (a - b) as Milligram;
export const least = (a: Milligram, b: Milligram): Milligram => (a < b ? a : b);
export const sum = (amounts: Iterable<Milligram>): Milligram => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Milligram;
};

/** The digits before and after the point of a decimal. */
const aroundPoint = (text: string): { readonly whole: string; readonly decimals: string } => {
  const point = text.indexOf(POINT);
  if (point < 0) return { whole: text, decimals: '' };
  return { whole: text.slice(0, point), decimals: text.slice(point + 1) };
};

export type AmountFault = 'NOT_TEXT' | 'NOT_DECIMAL' | 'NEGATIVE' | 'TOO_MANY_DECIMALS' | 'TOO_LARGE';

/**
 * Reads an amount in t/a: digits, at most nine decimals, no sign, no exponent, no leading zero (policy A13).
 * Anything else is refused with the reason; nothing is rounded.
 */
export const parseTonnes = (text: unknown): Result<Milligram, AmountFault> => {
  if (typeof text !== 'string') return fail('NOT_TEXT');
  if (!FORM.test(text)) return fail(/^-\d/.test(text) ? 'NEGATIVE' : 'NOT_DECIMAL');
  const { whole, decimals } = aroundPoint(text);
  const scale = SCALES[decimals.length];
  if (scale === undefined) return fail('TOO_MANY_DECIMALS');
  if (whole.length > INTEGER_DIGITS) return fail('TOO_LARGE');
  return ok(mg(BigInt(whole + decimals) * scale));
};

/** Reads an amount from a trusted place (an event, a fixture); a bad one is a defect of the program. */
export const mgOf = (text: string): Milligram => {
  const parsed = parseTonnes(text);
  if (!parsed.ok) throw new InvariantViolation(`not an amount in t/a: ${text} (${parsed.error})`);
  return parsed.value;
};

/** Writes an amount canonically: no trailing zeros, `0` for nothing, a minus sign only for differences. */
export const tonnes = (amount: Milligram): Tonnes => {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(DECIMALS + 1, '0');
  const point = digits.length - DECIMALS;
  let end = digits.length;
  while (end > point && digits[end - 1] === '0') end -= 1;
  const whole = `${negative ? '-' : ''}${digits.slice(0, point)}`;
  return (end === point ? whole : `${whole}${POINT}${digits.slice(point, end)}`) as Tonnes;
};

/** A multiplier as an exact fraction: 2 is 2/1, 1.1 is 11/10. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads a positive multiplier such as `1.1`; used for policies, so a bad one is a defect. */
export const ratioOf = (text: string): Ratio => {
  if (!FORM.test(text)) throw new InvariantViolation(`not a ratio: ${text}`);
  const { whole, decimals } = aroundPoint(text);
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
};

/**
 * 所需替代量：k times the new annual discharge, rounded up once after multiplying (第7条, policy A14).
 * Never less than the exact product, and less than one milligram above it.
 */
export const requiredReplacement = (newDischarge: Milligram, ratio: Ratio): Milligram => {
  const product = newDischarge * ratio.numerator;
  return mg((product + ratio.denominator - 1n) / ratio.denominator);
};

export interface TierShares {
  readonly municipal: Milligram;
  readonly local: Milligram;
}

/**
 * 分级储备 3:7：municipal = floor(3/10 net), local = net − municipal (第3条, policy A12).
 * The shares sum to the net exactly and the local side never gets less than 70 %.
 */
export const splitThreeSeven = (net: Milligram): TierShares => {
  if (net < 0n) throw new InvariantViolation(`cannot split a negative net: ${net}`);
  const municipal = mg((net * 3n) / 10n);
  return { municipal, local: subtract(net, municipal) };
};

/**
 * 分摊：a whole among several in proportion to their weights. Each gets its exact part rounded down, and the milligrams
 * left over go one each to those rounded down the most, the first named of equals first (1.6, policy A14). The parts
 * sum to the whole, and each is less than a milligram away from its exact part. Errors: `InvariantViolation` when
 * something is to be shared and nobody has a weight.
 */
export const apportion = (whole: Milligram, weights: readonly bigint[]): readonly Milligram[] => {
  const all = weights.reduce((total, weight) => total + weight, 0n);
  if (whole === ZERO) return weights.map(() => ZERO);
  if (whole < 0n || all <= 0n)
    throw new InvariantViolation(`cannot share ${whole} by ${weights.join(' : ')}`);
  const parts = weights.map((weight, index) => ({
    index,
    down: (whole * weight) / all,
    lost: (whole * weight) % all,
  }));
  const over = whole - parts.reduce((total, { down }) => total + down, 0n);
  const inOrder = parts.toSorted((a, b) => (a.lost === b.lost ? 0 : a.lost < b.lost ? 1 : -1));
  const raised = new Set(inOrder.slice(0, Number(over)).map(({ index }) => index));
  return parts.map(({ index, down }) => mg(raised.has(index) ? down + 1n : down));
};
