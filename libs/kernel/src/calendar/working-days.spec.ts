import fc from 'fast-check';
import { addDays, civilDateOf, dayNumberOf, yearOf } from '../civil-time.js';
import { HOLIDAY_YEARS } from './holidays.js';
import { addWorkingDays, holidaysKnown, isWorkingDay, workingDaysBetween } from './working-days.js';

const date = civilDateOf;
const anyDate = fc.integer({ min: 0, max: 1_400 }).map((past) => addDays(date('2024-11-01'), past));

describe('the holiday table', () => {
  it.each(Object.entries(HOLIDAY_YEARS))(
    '%s: dates of its year, in order, weekends worked',
    (year, table) => {
      const bounds = table.holidays.flatMap(([, first, last]) => [date(first), date(last)]);
      expect(bounds).toEqual(bounds.toSorted());
      expect(table.source).toContain(`${year}年`);
      expect(table.holidays.map(([name]) => name).join()).toMatch(
        /元旦.*春节.*清明节.*劳动节.*端午节.*国庆节/,
      );
      for (const day of [...bounds, ...table.workedWeekends.map(date)])
        expect(yearOf(day)).toBe(Number(year));
      for (const day of table.workedWeekends) {
        expect([6, 0]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        expect(isWorkingDay(date(day))).toBe(true);
      }
      for (const [, first, last] of table.holidays) {
        expect([isWorkingDay(date(first)), isWorkingDay(date(last))]).toEqual([false, false]);
      }
    },
  );

  // 365 days less weekends and the holidays on weekdays, plus the weekends worked: what the notices add up to.
  it.each([
    [2025, 248],
    [2026, 248],
  ])('%d has %d working days', (year, expected) => {
    expect(workingDaysBetween(date(`${year - 1}-12-31`), date(`${year}-12-31`))).toBe(expected);
  });
});

describe('working days', () => {
  it('skip weekends and holidays, and count the weekends worked instead', () => {
    expect(addWorkingDays(date('2026-11-20'), 1)).toBe('2026-11-23');
    expect(addWorkingDays(date('2026-02-13'), 1)).toBe('2026-02-14');
    expect(addWorkingDays(date('2026-02-13'), 2)).toBe('2026-02-24');
    expect(addWorkingDays(date('2026-09-30'), 3)).toBe('2026-10-10');
    expect(workingDaysBetween(date('2026-09-30'), date('2026-10-10'))).toBe(3);
    expect(workingDaysBetween(date('2026-11-23'), date('2026-11-20'))).toBe(-1);
  });

  it('know weekends only in a year whose notice is not out, and say so', () => {
    expect(addWorkingDays(date('2027-09-30'), 1)).toBe('2027-10-01');
    expect(holidaysKnown(date('2026-12-31'), date('2026-01-01'))).toBe(true);
    expect(holidaysKnown(date('2026-12-31'), date('2027-01-01'))).toBe(false);
    expect(holidaysKnown(date('2027-01-04'), date('2026-12-31'))).toBe(false);
  });

  it('agree with a walk day by day, whose weekdays come from the calendar', () => {
    const worked = (day: string): boolean => {
      const table = HOLIDAY_YEARS[Number(day.slice(0, 4))];
      if (table?.workedWeekends.includes(day)) return true;
      if (table?.holidays.some(([, first, last]) => first <= day && day <= last)) return false;
      return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    };
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 60 }), (from, days) => {
        const walk = Array.from({ length: days }, (_, past) => addDays(from, past + 1));
        expect(workingDaysBetween(from, addDays(from, days))).toBe(walk.filter(worked).length);
      }),
      { numRuns: 100 },
    );
  });

  it('adding and counting undo each other, and a sum may be cut anywhere', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(40), fc.nat(40), (from, first, second) => {
        const there = addWorkingDays(from, first);
        expect(workingDaysBetween(from, there)).toBe(first);
        expect(addWorkingDays(there, second)).toBe(addWorkingDays(from, first + second));
        expect(first === 0 || isWorkingDay(there)).toBe(true);
        expect(workingDaysBetween(there, from) + first).toBe(0);
      }),
      { numRuns: 100 },
    );
    expect(() => addWorkingDays(date('2026-01-01'), -1)).toThrow('working days');
    expect(dayNumberOf(date('1970-01-02'))).toBe(1);
  });
});
