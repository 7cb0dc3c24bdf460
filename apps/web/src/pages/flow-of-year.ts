import type { Movement } from '../api/views.js';
import { day, today } from '../parts/times.js';
import { sum } from '../parts/tonnes.js';

export const FLOW_MEMBERS = ['credited', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;
export type FlowMember = (typeof FLOW_MEMBERS)[number];
/** What moved in one month, in t/a. */
export type MonthFlow = Readonly<Record<FlowMember, string>> & { readonly month: string };

const monthsOf = (year: string): readonly string[] => {
  const last = Number(today().slice(5, 7));
  return Array.from({ length: last }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
};

/** The months of a year so far, each with what moved in it. */
export const flowOf = (movements: readonly Movement[], year: string): readonly MonthFlow[] =>
  monthsOf(year).map((month) => {
    const moved = movements.filter(({ occurredAt }) => day(occurredAt).startsWith(month));
    const total = (member: FlowMember): string => sum(moved.map((movement) => movement[member]));
    return {
      month,
      credited: total('credited'),
      held: total('held'),
      withdrawn: total('withdrawn'),
      retired: total('retired'),
      writtenOff: total('writtenOff'),
    };
  });
