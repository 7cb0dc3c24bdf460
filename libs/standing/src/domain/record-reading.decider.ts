import {
  addDays,
  addMonths,
  monthOf,
  must,
  propose,
  refuseBy,
  refuseMeaning,
  withinPlace,
  type CivilDate,
  type CivilMonth,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
  type Medium,
} from '#kernel';
import type { BetterWhen, IndicatorFigure, MonthlyReadingRecorded, Station } from '#contract/standing';
import { dueAfter, policiesAt } from '#libs/policy';
import { dataQualityShown, isValidData } from './data-quality.policy.js';
import { isIndicatorFigure, usuallyBetterWhen } from './indicator.js';
import { readingView } from './reading.view.js';
import { standingFold } from './standing.fold.js';
import { readingKey } from './standing.state.js';
import { standingStream, written } from './written.js';

/** 月度监测 of one indicator. */
export interface RecordReading {
  readonly place: string;
  readonly month: CivilMonth;
  readonly medium: Medium;
  readonly indicator: string;
  readonly value: IndicatorFigure;
  readonly unit: string;
  readonly target: IndicatorFigure | null;
  readonly lastYear: IndicatorFigure | null;
  readonly valid: boolean;
  readonly station?: Station | null;
  /** When absent: as usual for the unit. */
  readonly betterWhen?: BetterWhen;
}

/** What is measured and compared. */
export type ReadingFigures = Pick<RecordReading, 'value' | 'target' | 'lastYear' | 'valid'>;

const FIGURES = ['value', 'target', 'lastYear'] as const;

/** Figures that are none. */
export const figureFaults = (figures: ReadingFigures): readonly FieldFault[] =>
  FIGURES.filter((field) => !isIndicatorFigure(figures[field] ?? '0')).map((field) => ({
    field,
    rule: 'figure',
    message: '须为非负十进制数，至多九位小数 / a decimal of at most nine places, without sign',
  }));

/** What cannot be true of a reading: a month that has not begun, a figure that is none. */
const faults = ({ data, today }: Command<RecordReading>): readonly FieldFault[] => [
  ...(data.month > monthOf(today)
    ? [{ field: 'month', rule: 'notAfterToday', message: '月份尚未到来 / the month has not begun' }]
    : []),
  ...figureFaults(data),
];

const lastDayOf = (month: CivilMonth): CivilDate => addDays(addMonths(`${month}-01` as CivilDate, 1), -1);

/**
 * 月度监测预警 (第九条、第十九条): records a reading; one of the same indicator and month corrects the one before.
 * Late is marked, not refused; one whose station failed a check is kept as invalid (第十七条).
 */
export const recordReading: Decider<RecordReading> = {
  command: 'RecordReading',
  decide(command: Command<RecordReading>, state): Decision {
    const { actor, at, today, commandId: readingId, data } = command;
    const { station = null } = data;
    const valid = isValidData(station, data.valid);
    const rules = [withinPlace(actor, data.place), dataQualityShown(station, valid)];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults(command));
    if (refusal) return refusal;
    const before = state(standingFold, data.place);
    const supersedes = before.current.get(readingKey(data)) ?? null;
    const { dueOn, policyVersion } = dueAfter('month', lastDayOf(data.month), policiesAt(state, at));
    const reading: MonthlyReadingRecorded['data'] = {
      ...data,
      readingId,
      station,
      valid,
      betterWhen: data.betterWhen ?? usuallyBetterWhen(data.unit),
      supersedes,
      dueOn,
      late: supersedes === null && today > dueOn,
      policies: [policyVersion],
    };
    const event: MonthlyReadingRecorded = { type: 'MonthlyReadingRecorded', data: reading };
    return written({
      command,
      before,
      rules,
      events: [propose(standingStream(data.place), event)],
      show: (after) => readingView(must(after.readings.get(readingId), `reading ${readingId}`), after),
    });
  },
};
