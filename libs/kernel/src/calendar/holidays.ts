/** 节假日安排 of one year, as the State Council's office publishes it each autumn for the year after. */
export interface HolidayYear {
  readonly source: string;
  /** 放假：first and last day of each holiday, weekends in it included. */
  readonly holidays: readonly (readonly [name: string, first: string, last: string])[];
  /** 调休上班：Saturdays and Sundays that are worked instead. */
  readonly workedWeekends: readonly string[];
}

/**
 * 法定节假日表 (data). A year that is not here has weekends only, and whoever counts in it says so; the next year's
 * notice is one more entry.
 */
export const HOLIDAY_YEARS: Readonly<Record<number, HolidayYear>> = {
  2025: {
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    holidays: [
      ['元旦', '2025-01-01', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明节', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午节', '2025-05-31', '2025-06-02'],
      ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
    ],
    workedWeekends: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    holidays: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    workedWeekends: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};
