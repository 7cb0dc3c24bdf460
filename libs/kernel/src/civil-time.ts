import { DateTime, Settings } from 'luxon';
import { InvariantViolation } from './result.js';

/** 民用日期 `YYYY-MM-DD` in Asia/Shanghai: deadlines, years and months are civil, never UTC. */
export type CivilDate = string & { readonly kind: 'civil date' };
/** A moment as canonical text in UTC with milliseconds; compares as text. */
export type Instant = string & { readonly kind: 'instant' };
/** `YYYY-MM` of Asia/Shanghai. */
export type CivilMonth = string & { readonly kind: 'civil month' };
/** 季度：`2026-Q3` of Asia/Shanghai. */
export type CivilQuarter = string & { readonly kind: 'civil quarter' };

// No words are taken from the calendar: it need not ask, slowly, which language is spoken where this runs.
Settings.defaultLocale = 'zh-CN';

/** Shanghai has had no summer time since 1991: from then on its zone need not be looked up, which is slow. */
const hasFixedZone = (date: string): boolean => date >= '1992';
const zoneOn = (date: string): string => (hasFixedZone(date) ? 'UTC+8' : 'Asia/Shanghai');
/** When a day of eight hours ahead begins, by the clock of UTC on the day before. */
const FIXED_START = 'T16:00:00.000Z';
const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const civil = (date: DateTime): CivilDate => date.toISODate() as CivilDate;
/** The calendar is slow, and the commands of a batch ask it for the same few dates. */
const REMEMBERED = 1_000;
const remembering = <Question extends readonly (string | number)[], Answer>(
  ask: (...question: Question) => Answer,
): ((...question: Question) => Answer) => {
  const answers = new Map<string, Answer>();
  return (...question) => {
    const key = question.length === 1 ? String(question[0]) : question.join(' ');
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= REMEMBERED) answers.clear();
    const answer = ask(...question);
    answers.set(key, answer);
    return answer;
  };
};
const at = (date: CivilDate): DateTime => DateTime.fromISO(date, { zone: zoneOn(date) });
const exists = remembering((text: string): boolean => DateTime.fromISO(text, { zone: 'utc' }).isValid);
/** To count days and months with, which every zone has alike: none has to be looked up, and no text to be parsed. */
const onCalendar = (date: CivilDate): DateTime =>
  DateTime.utc(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)));

/** Reads a civil date that exists in the calendar; nothing for anything else. */
export const parseCivilDate = (text: string): CivilDate | undefined =>
  DATE_FORM.test(text) && exists(text) ? (text as CivilDate) : undefined;

/** Reads an ISO 8601 moment with offset into canonical text; nothing for anything else. */
export const parseInstant = (text: string): Instant | undefined => {
  if (!INSTANT_FORM.test(text)) return undefined;
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid ? instantOf(moment.toMillis()) : undefined;
};

export const civilDateOf = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new InvariantViolation(`not a civil date: ${text}`);
  return date;
};

export const instantOf = (epochMilliseconds: number): Instant =>
  DateTime.fromMillis(epochMilliseconds, { zone: 'utc' }).toISO({ suppressMilliseconds: false }) as Instant;

/** The first moment of a civil date in Asia/Shanghai. */
export const startOf = remembering((date: CivilDate): Instant => instantOf(at(date).toMillis()));

/** The last millisecond of a civil date in Asia/Shanghai. */
export const endOf = remembering((date: CivilDate): Instant => instantOf(at(date).endOf('day').toMillis()));

/** The two civil dates that share a date of UTC, and the moment the later begins: the zone lies ahead of UTC. */
const shared = remembering((utcDate: string) => {
  if (hasFixedZone(utcDate)) {
    const earlier = utcDate as CivilDate;
    return { earlier, later: addDays(earlier, 1), from: `${utcDate}${FIXED_START}` };
  }
  const first = DateTime.fromISO(`${utcDate}T00:00:00.000Z`, { zone: zoneOn(utcDate) });
  const next = first.startOf('day').plus({ days: 1 });
  return { earlier: civil(first), later: civil(next), from: instantOf(next.toMillis()) };
});

/** The civil date in Asia/Shanghai at a moment. */
export const dateAt = (moment: Instant): CivilDate => {
  const { earlier, later, from } = shared(moment.slice(0, 10));
  return moment < from ? earlier : later;
};

/** On the calendar of UTC every day is as long. */
const DAY = 86_400_000;
export const addDays = remembering((date: CivilDate, days: number): CivilDate =>
  civil(DateTime.fromMillis(onCalendar(date).toMillis() + days * DAY, { zone: 'utc' })),
);
/** A calendar month later, clamped to the month's end: 01-31 becomes 02-28 (policy A30). */
export const addMonths = remembering((date: CivilDate, months: number): CivilDate =>
  civil(onCalendar(date).plus({ months })),
);
export const addYears = remembering((date: CivilDate, years: number): CivilDate =>
  civil(onCalendar(date).plus({ years })),
);
/** Days since 1970-01-01, to count with. */
export const dayNumberOf = (date: CivilDate): number => onCalendar(date).toMillis() / DAY;
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
export const monthOf = (date: CivilDate): CivilMonth => date.slice(0, 7) as CivilMonth;

/** The first and the last day of a period. */
export interface CivilPeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export const isCivilQuarter = (text: string): text is CivilQuarter => /^20\d{2}-Q[1-4]$/.test(text);

export const daysOfQuarter = (quarter: CivilQuarter): CivilPeriod => {
  const firstMonth = String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0');
  const from = civilDateOf(`${quarter.slice(0, 4)}-${firstMonth}-01`);
  return { from, to: addDays(addMonths(from, 3), -1) };
};
/** The newest quarter that is over on a day. */
export const quarterBefore = (day: CivilDate): CivilQuarter => {
  const inMonth = addMonths(day, -3);
  return `${inMonth.slice(0, 4)}-Q${Math.ceil(Number(inMonth.slice(5, 7)) / 3)}` as CivilQuarter;
};
export const daysOfYear = (year: number): CivilPeriod => ({
  from: civilDateOf(`${year}-01-01`),
  to: civilDateOf(`${year}-12-31`),
});
