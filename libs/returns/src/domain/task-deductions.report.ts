import type { Instant, LoggedEvent } from '#kernel';
import { reductionEvents } from '#contract/reduction';
import { REDUCTION_FIGURES, reductionRows, type ReductionRow } from './reduction.rows.js';
import { inForceAt, inPlace, newestOf, sortedBy, summed, type SumLine } from './traced.js';

export const TASK_DEDUCTION_SOURCES: readonly string[] = Object.keys(reductionEvents);

/** A yearly question: a place with everything inside it, and what was in force. */
export interface YearQuestion {
  readonly year: number;
  readonly place: string;
  readonly asOf?: Instant | undefined;
}

/** 任务扣减清单：every reduction formed in a year, and what of it may not be counted for the binding task. */
export type TaskDeductions = {
  readonly report: 'TASK_DEDUCTIONS';
  readonly year: number;
  readonly place: string;
  readonly asOf: Instant | null;
  readonly position: number;
  readonly rows: readonly ReductionRow[];
  readonly totals: readonly SumLine<(typeof REDUCTION_FIGURES)[number]>[];
};

/** 任务扣减清单 (第三条、第五条、第二十一条): what projects took must be deducted from the binding task. */
export const taskDeductions = (
  events: readonly LoggedEvent[],
  { year, place, asOf }: YearQuestion,
): TaskDeductions => {
  const all = reductionRows(inForceAt(events, asOf), year);
  const rows = sortedBy(inPlace(all, place), ({ formedOn }) => formedOn);
  return {
    report: 'TASK_DEDUCTIONS',
    year,
    place,
    asOf: asOf ?? null,
    position: newestOf(rows),
    rows,
    totals: summed(rows, REDUCTION_FIGURES),
  };
};
