/** A spreadsheet shows 15 digits of a number and stores the two or three it could not get right behind them. */
const SHOWN_DIGITS = 15;
const NUMBER = /^(-?)(\d{1,40})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Digits, and how many of them stand behind the point (fewer than none for whole tens). */
interface Digits {
  readonly digits: bigint;
  readonly decimals: number;
}

const written = (negative: boolean, { digits, decimals }: Digits): string => {
  const scaled = decimals < 0 ? digits * 10n ** BigInt(-decimals) : digits;
  const places = Math.max(0, decimals);
  const text = scaled.toString().padStart(places + 1, '0');
  const whole = places === 0 ? text : text.slice(0, -places);
  const fraction = places === 0 ? '' : text.slice(-places).replace(/0+$/, '');
  return `${negative && scaled > 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

const rounded = ({ digits, decimals }: Digits): Digits => {
  const extra = digits.toString().length - SHOWN_DIGITS;
  if (extra <= 0) return { digits, decimals };
  const unit = 10n ** BigInt(extra);
  return { digits: (digits + unit / 2n) / unit, decimals: decimals - extra };
};

const parsed = (text: string): (Digits & { readonly negative: boolean }) | undefined => {
  const [, sign, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return {
    negative: sign === '-',
    digits: BigInt(whole + fraction),
    decimals: fraction.length - Number(exponent),
  };
};

/**
 * The decimal that somebody saw in a cell, from the text a spreadsheet stored for it: `3.2643399999999998` is 3.26434,
 * `0.30000000000000004` is 0.3, `1E-3` is 0.001. Nothing is ever turned into a floating-point number.
 */
export const shownDecimal = (stored: string): string | undefined => {
  const number = parsed(stored);
  return number && written(number.negative, rounded(number));
};

/** A decimal moved by powers of ten, exactly. */
export const movedDecimal = (text: string, places: number): string | undefined => {
  const number = parsed(text);
  return number && written(number.negative, { ...number, decimals: number.decimals - places });
};
