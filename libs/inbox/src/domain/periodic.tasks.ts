import {
  addDays,
  addMonths,
  daysOfQuarter,
  endOf,
  monthOf,
  placeOf,
  startOf,
  type CivilDate,
  type CivilMonth,
  type Medium,
} from '#kernel';
import { dueAfter } from '#libs/policy';
import { currentReadings } from '#libs/standing';
import type { Desk, StandingOnDesk } from './desk.js';
import { holdersOf, task, type Task } from './task.js';

/** An indicator nobody has told of for so long is no longer measured. */
const REMEMBERED_MONTHS = 12;

const firstOf = (month: CivilMonth): CivilDate => `${month}-01` as CivilDate;
const monthsLater = (month: CivilMonth, count: number): CivilMonth =>
  monthOf(addMonths(firstOf(month), count));
const lastDayOf = (month: CivilMonth): CivilDate => addDays(firstOf(monthsLater(month, 1)), -1);

interface Series {
  readonly medium: Medium;
  readonly indicator: string;
  readonly newest: CivilMonth;
}

const seriesIn = (standing: StandingOnDesk): readonly Series[] => {
  const known = new Map<string, Series>();
  for (const { medium, indicator, month } of currentReadings(standing.state)) {
    const key = `${medium} ${indicator}`;
    const before = known.get(key);
    if (before === undefined || before.newest < month) known.set(key, { medium, indicator, newest: month });
  }
  return [...known.values()];
};

interface Missing {
  readonly month: CivilMonth;
  readonly medium?: Medium;
  readonly indicator?: string;
}

/** The months over since each indicator's newest reading; of a county that has none at all, the month just over. */
const missingIn = (place: string, standing: StandingOnDesk, over: CivilMonth): readonly Missing[] => {
  const series = seriesIn(standing);
  if (series.length === 0) return placeOf(place).kind === 'COUNTY' ? [{ month: over }] : [];
  return series.flatMap(({ medium, indicator, newest }) =>
    Array.from({ length: REMEMBERED_MONTHS }, (_, past) => monthsLater(newest, past + 1))
      .filter((month) => month <= over && newest >= monthsLater(over, -REMEMBERED_MONTHS))
      .map((month) => ({ month, medium, indicator })),
  );
};

const readingTask = (desk: Desk, place: string, { month, medium, indicator }: Missing): Task => {
  const named = [place, month, indicator].filter((part) => part !== undefined);
  const { name } = placeOf(place);
  return task('READING_DUE', {
    subject: {
      type: 'reading',
      id: named.join(' '),
      place,
      name: [name, indicator, month].filter(Boolean).join(' '),
      path: `/readings?place=${place}`,
    },
    ...(medium && { medium }),
    doers: holdersOf(['monitoring'], place),
    since: startOf(firstOf(monthsLater(month, 1))),
    due: { on: dueAfter('month', lastDayOf(month), desk.policies).dueOn, policy: 'month.due' },
  });
};

/** 月度监测：due some days after each month, for every county and whatever else has been measured (policy A41). */
export const readingTasks = (desk: Desk): readonly Task[] => {
  const over = monthsLater(monthOf(desk.today), -1);
  return [...desk.standings].flatMap(([place, standing]) =>
    missingIn(place, standing, over).map((missing) => readingTask(desk, place, missing)),
  );
};

/**
 * 季度调度：from the day a quarter is over until its return is submitted (总则第四条, policy A41). Due as the policy in force
 * at the quarter's end says, like the submission itself.
 */
export const quarterTasks = (desk: Desk): readonly Task[] => {
  const { to } = daysOfQuarter(desk.quarter);
  const { dueOn } = dueAfter('quarter', to, desk.policiesAt(endOf(to)));
  return desk.returnsOwed.map(({ code, name }) =>
    task('QUARTERLY_RETURN', {
      subject: {
        type: 'report',
        id: `${code} ${desk.quarter}`,
        place: code,
        name: `${name} ${desk.quarter}`,
        path: `/reports/quarterly`,
      },
      doers: holdersOf(['office'], code),
      since: startOf(addDays(to, 1)),
      due: { on: dueOn, policy: 'quarter.due' },
    }),
  );
};
