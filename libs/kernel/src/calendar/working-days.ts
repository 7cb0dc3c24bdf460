import { addDays, civilDateOf, dayNumberOf, yearOf, type CivilDate } from '../civil-time.js';
import { InvariantViolation } from '../result.js';
import { HOLIDAY_YEARS } from './holidays.js';

/*
 * 工作日. Only the office's own terms count working days (policy A41 `step.due`). The scheme's clocks count calendar time
 * and stay as their policies say: the month of a deposit (A30), the days of a hold (A36), the years of a voucher (A35),
 * the days after a month or quarter (A41); for these, working days only tell how long the desk still has.
 */

const numberOf = (text: string): number => dayNumberOf(civilDateOf(text));
const span = (first: string, last: string): readonly number[] =>
  Array.from({ length: numberOf(last) - numberOf(first) + 1 }, (_, past) => numberOf(first) + past);

const years = Object.values(HOLIDAY_YEARS);
const off = new Set(
  years.flatMap(({ holidays }) => holidays.flatMap(([, first, last]) => span(first, last))),
);
const on = new Set(years.flatMap(({ workedWeekends }) => workedWeekends.map(numberOf)));

/** Day 0, 1970-01-01, was a Thursday. */
const isWeekend = (day: number): boolean => (((day + 3) % 7) + 7) % 7 >= 5;
const isWorked = (day: number): boolean => on.has(day) || (!off.has(day) && !isWeekend(day));

/** Whether offices work on a day: a weekday that is no holiday, or a weekend day worked in its place. */
export const isWorkingDay = (date: CivilDate): boolean => isWorked(dayNumberOf(date));

/** The `count`-th working day after a date; the day a term begins on is not counted, and none gives the day itself. */
export const addWorkingDays = (date: CivilDate, count: number): CivilDate => {
  if (!Number.isSafeInteger(count) || count < 0) throw new InvariantViolation(`working days: ${count}`);
  const start = dayNumberOf(date);
  let day = start;
  for (let left = count; left > 0;) {
    day += 1;
    if (isWorked(day)) left -= 1;
  }
  return addDays(date, day - start);
};

/** How many working days lie after `from`, up to and including `to`; negative when `to` comes first. */
export const workingDaysBetween = (from: CivilDate, to: CivilDate): number => {
  if (to < from) return -workingDaysBetween(to, from);
  let count = 0;
  const last = dayNumberOf(to);
  for (let day = dayNumberOf(from) + 1; day <= last; day += 1) if (isWorked(day)) count += 1;
  return count;
};

/** Whether the holidays of every year from one date to the other are published; else weekends alone were counted. */
export const holidaysKnown = (from: CivilDate, to: CivilDate): boolean => {
  const [first, last] = [yearOf(from), yearOf(to)].toSorted((a, b) => a - b) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, past) => first + past).every(
    (year) => HOLIDAY_YEARS[year] !== undefined,
  );
};
