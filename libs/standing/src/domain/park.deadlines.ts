import { addDays, placeOf, type CivilDate } from '#kernel';

/** A deadline, and whether today lies after it; late is marked and never refused. */
export interface Deadline {
  readonly dueOn: CivilDate;
  readonly late: boolean;
}

const before = (dueOn: CivilDate, today: CivilDate): Deadline => ({ dueOn, late: today > dueOn });
/** The day before the first of a month, which is the last of the month before. */
const dayBefore = (firstOfMonth: string): CivilDate => addDays(firstOfMonth as CivilDate, -1);

/** 园区上年度目标考核 (第十五条): by 31 January of the year after; no deadline for any other place. */
export const judgementDue = (year: number): CivilDate => dayBefore(`${year + 1}-02-01`);
export const judgementDeadline = (place: string, year: number, today: CivilDate): Partial<Deadline> =>
  placeOf(place).kind === 'PARK' ? before(judgementDue(year), today) : {};

/** 园区年度目标 (第十五条): by the end of February of the year itself. */
export const targetsDue = (year: number): CivilDate => dayBefore(`${year}-03-01`);
export const targetsDeadline = (year: number, today: CivilDate): Deadline => before(targetsDue(year), today);

/** 奖励额度 (第十八条): by 31 March of the year after. */
export const awardDue = (year: number): CivilDate => dayBefore(`${year + 1}-04-01`);
export const awardDeadline = (year: number, today: CivilDate): Deadline => before(awardDue(year), today);
