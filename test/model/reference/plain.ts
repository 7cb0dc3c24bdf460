/** Amounts in milligrams, days of Shanghai, places of Suzhou: the plain facts the reference reckons with. */

/** t/a as text to milligrams. */
export const mg = (tonnes: string): bigint => {
  const [whole = '', decimals = ''] = tonnes.split('.');
  return BigInt(whole + decimals.padEnd(9, '0'));
};
/** Milligrams to t/a as text, without trailing zeros. */
export const t = (amount: bigint): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(10, '0');
  const decimals = digits.slice(-9).replace(/0+$/, '');
  return (amount < 0n ? '-' : '') + digits.slice(0, -9) + (decimals && `.${decimals}`);
};
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** China Standard Time is eight hours ahead of UTC the year round. */
export const dayOf = (moment: string): string =>
  new Date(Date.parse(moment) + 8 * HOUR).toISOString().slice(0, 10);
export const morningOf = (day: string): string => new Date(Date.parse(day) - 8 * HOUR).toISOString();
export const nightOf = (day: string): string => new Date(Date.parse(day) + DAY - 8 * HOUR - 1).toISOString();
export const daysOn = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
/** A month later, but never past that month's end. */
export const monthsOn = (day: string, months: number): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};
export const yearOf = (day: string): number => Number(day.slice(0, 4));
/** A day stands for its first moment. */
export const momentOf = (text: string): string =>
  text.length === 10 ? morningOf(text) : new Date(Date.parse(text)).toISOString();

/** The places the sequences play in. */
export const PARENT: Readonly<Record<string, string>> = {
  '320500': '320000',
  '320581': '320500',
  '320509': '320500',
  'park-changshu-dev': '320581',
  'park-changshu-hitech': '320581',
  'park-wujiang-dev': '320509',
  'park-sip': '320500',
};
/** The place, then what lies around it. */
export const upwards = (place: string): readonly string[] => {
  const parent = PARENT[place];
  return parent === undefined ? [place] : [place, ...upwards(parent)];
};
export const within = (inner: string, outer: string): boolean => upwards(inner).includes(outer);
export const kindOf = (place: string): string => {
  if (place.startsWith('park-')) return 'PARK';
  return { '320000': 'PROVINCE', '320500': 'CITY' }[place] ?? 'COUNTY';
};
export const tierOf = (place: string): string =>
  ({ PROVINCE: 'PROVINCIAL', CITY: 'MUNICIPAL' })[kindOf(place)] ?? 'LOCAL';
/** A park directly under the city has no county around it and stands for itself. */
export const countyOf = (place: string): string =>
  upwards(place).find((one) => kindOf(one) === 'COUNTY') ?? place;

export const POLLUTANTS = ['COD', 'NH3-N', 'TN', 'TP', 'SO2', 'NOx', 'VOCs', 'PM'];
export const mediumOf = (pollutant: string): string => (POLLUTANTS.indexOf(pollutant) < 4 ? 'WATER' : 'AIR');

export const TIERS = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'];
/** Whose pool it is. */
export const placeOf = (pool: string): string => pool.slice('pool-'.length);
