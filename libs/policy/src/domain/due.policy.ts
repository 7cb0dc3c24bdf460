import { addDays, type CivilDate } from '#kernel';
import type { PolicyReader } from './policy.fold.js';

/** What has to be handed in after a period is over: the monthly readings, the quarterly return. */
export type Period = 'month' | 'quarter';

/** 报送期限 (总则第四条、第九条, policy A41): so many days after the last day of the period. */
export const dueAfter = (
  period: Period,
  lastDay: CivilDate,
  policies: PolicyReader,
): { readonly dueOn: CivilDate; readonly policyVersion: string } => {
  const { value: days, version: policyVersion } = policies<number>(`${period}.due`);
  return { dueOn: addDays(lastDay, days), policyVersion };
};
