import { DateTime } from 'luxon';

export const addMonths = (date: string, months: number): string | null =>
  DateTime.fromISO(date).plus({ months }).toISODate();
