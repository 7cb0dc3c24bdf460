import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addYears,
  civilDateOf,
  dateAt,
  endOf,
  instantOf,
  parseCivilDate,
  parseInstant,
  startOf,
} from './civil-time.js';

const date = civilDateOf;

describe('civil dates of Asia/Shanghai', () => {
  it('clamps a month later to the end of the month (scenario 12)', () => {
    expect(addMonths(date('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(date('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(date('2026-12-15'), 1)).toBe('2027-01-15');
  });

  it('adds days and years', () => {
    expect(addDays(date('2026-02-27'), 60)).toBe('2026-04-28');
    expect(addYears(date('2024-02-29'), 5)).toBe('2029-02-28');
  });

  it('answers the same when asked again, each question for itself, however many there were', () => {
    const start = date('2020-01-01');
    const days = Array.from({ length: 2_500 }, (_, count) => addDays(start, count));
    expect(new Set(days).size).toBe(days.length);
    expect(days.map((_, count) => addDays(start, count))).toEqual(days);
    expect(days.at(-1)).toBe('2026-11-04');
    expect([addDays(start, 1), addMonths(start, 1), addYears(start, 1)]).toEqual([
      '2020-01-02',
      '2020-02-01',
      '2021-01-01',
    ]);
  });

  it('puts a moment into the civil day of Shanghai, not of UTC', () => {
    expect(dateAt(instantOf(Date.UTC(2026, 4, 9, 15, 59, 59, 999)))).toBe('2026-05-09');
    expect(dateAt(instantOf(Date.UTC(2026, 4, 9, 16)))).toBe('2026-05-10');
    expect(startOf(date('2026-05-10'))).toBe('2026-05-09T16:00:00.000Z');
    expect(endOf(date('2026-05-10'))).toBe('2026-05-10T15:59:59.999Z');
  });

  it('knows the days of Shanghai as the zone itself does, summer time until 1991 included', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const days = fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(days, (milliseconds) => {
        const day = dateAt(instantOf(milliseconds));
        expect(day).toBe(zone.format(milliseconds));
        expect(zone.format(Date.parse(startOf(day)))).toBe(day);
        expect(zone.format(Date.parse(startOf(day)) - 1)).toBe(addDays(day, -1));
        expect(Date.parse(endOf(day)) + 1).toBe(Date.parse(startOf(addDays(day, 1))));
      }),
      { numRuns: 300, examples: [[Date.UTC(1988, 6, 1, 15, 30)], [Date.UTC(1991, 8, 14, 15, 30)]] },
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z'])(
    'refuses %p',
    (text) => {
      expect(parseCivilDate(text)).toBeUndefined();
    },
  );
});

describe('moments', () => {
  it('are canonical text in UTC', () => {
    expect(parseInstant('2026-05-10T00:00:00+08:00')).toBe('2026-05-09T16:00:00.000Z');
    expect(parseInstant('2026-05-10T00:00Z')).toBe('2026-05-10T00:00:00.000Z');
  });

  it.each(['2026-05-10', '2026-05-10T00:00:00', '2026-05-10T25:00:00Z', 'now', ''])('refuses %p', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
