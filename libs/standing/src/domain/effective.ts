import { must, parseCivilDate, parseInstant, startOf, type CivilDate, type Instant } from '#kernel';

/** The moment named by a civil date (its first one) or by an instant; the edge has checked the form. */
export const momentOf = (text: string): Instant => {
  const date = parseCivilDate(text);
  return date === undefined ? must(parseInstant(text), `moment ${text}`) : startOf(date);
};

/** 追溯：takes effect before the day it is decided on. */
export const isBackDated = (effectiveFrom: Instant, today: CivilDate): boolean =>
  effectiveFrom < startOf(today);
