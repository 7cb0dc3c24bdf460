import { endOf, parseCivilDate, parseInstant, type Instant } from '#kernel';

/** A civil date means its last moment in Asia/Shanghai. Nothing for anything that is no time. */
export const momentOf = (text: string): Instant | undefined => {
  const date = parseCivilDate(text);
  return date === undefined ? parseInstant(text) : endOf(date);
};

/** `@417` is a position, anything else a moment. */
export const knownAtOf = (text: string): Instant | number | undefined =>
  /^@\d{1,15}$/.test(text) ? Number(text.slice(1)) : momentOf(text);
