/** Exact sums of amounts: decimal text in t/a with at most nine decimals, never a JavaScript number. */
const DECIMALS = 9;
const UNIT = 10n ** BigInt(DECIMALS);

const SHAPE = /^-?\d+(\.\d{1,9})?$/;
/** Whether a text is an amount the service would take. */
export const isAmount = (text: string): boolean => SHAPE.test(text);

const parse = (text: string): bigint => {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * UNIT + BigInt(fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return negative ? -value : value;
};

const print = (value: bigint): string => {
  const absolute = value < 0n ? -value : value;
  const fraction = String(absolute % UNIT)
    .padStart(DECIMALS, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${absolute / UNIT}${fraction === '' ? '' : `.${fraction}`}`;
};

/** The sum of amounts, in t/a. */
export const sum = (amounts: readonly string[]): string =>
  print(amounts.reduce((total, amount) => total + parse(amount), 0n));
/** What is left of `a` after `b`, in t/a; may be negative. */
export const minus = (a: string, b: string): string => print(parse(a) - parse(b));
/** Below zero when `a` is less than `b`, zero when they are equal. */
export const compare = (a: string, b: string): number => {
  const difference = parse(a) - parse(b);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};
export const isZero = (amount: string): boolean => parse(amount) === 0n;

/** For the eye alone, such as the length of a bar: as near as a JavaScript number comes. */
export const roughly = (amount: string): number => Number(amount);
