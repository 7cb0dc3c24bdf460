import {
  mgOf,
  subtract,
  sum,
  tonnes,
  ZERO,
  byPollutant,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import { USES, type Use, type VerifiedLine } from '#contract/reduction';
import { isFiled, leftOf, reductionFold, usedFor, type FiledReduction } from '#libs/reduction';
import { positionsOf, traced, type Positions } from './traced.js';

/** One pollutant of a reduction, in t/a: what it gives and which use took how much. */
export type ReductionLine = {
  readonly pollutant: Pollutant;
  readonly creditable: Tonnes;
  readonly left: Tonnes;
  /** Used for projects in whatever way: not to be counted for the binding task. */
  readonly deducted: Tonnes;
  /** What may count for the binding task: used for it or not used at all; nothing of a void reduction. */
  readonly countable: Tonnes;
} & Readonly<Record<Use, Tonnes>>;

export type ReductionRow = {
  readonly reductionId: string;
  readonly place: string;
  readonly permitNo: string | null;
  readonly facility: string;
  readonly measure: string;
  readonly formedOn: string;
  readonly status: 'FILED' | 'VOIDED';
  /** 减污降碳协同 in t CO2e: reported, never quota. */
  readonly coBenefitTCO2e: string | null;
  readonly lines: readonly ReductionLine[];
  readonly positions: Positions;
};

const FOR_PROJECTS = USES.filter((use) => use !== 'TASK');

const lineOf = (state: FiledReduction, { pollutant, creditable }: VerifiedLine): ReductionLine => {
  const used = Object.fromEntries(USES.map((use) => [use, tonnes(usedFor(state, pollutant, use))]));
  const deducted = sum(FOR_PROJECTS.map((use) => usedFor(state, pollutant, use)));
  return {
    pollutant,
    creditable,
    ...(used as Record<Use, Tonnes>),
    left: tonnes(leftOf(state, pollutant)),
    deducted: tonnes(deducted),
    countable: tonnes(state.voidedBy === null ? subtract(mgOf(creditable), deducted) : ZERO),
  };
};

/** Every reduction formed in a year, with its uses as the events given have them. */
export const reductionRows = (events: readonly LoggedEvent[], year: number): readonly ReductionRow[] =>
  traced(events, reductionFold).flatMap(({ state, events: own }) => {
    if (!isFiled(state) || !state.filing.formedOn.startsWith(`${year}-`)) return [];
    const { reductionId, place, permitNo, facility, measure, formedOn, coBenefitTCO2e, lines } = state.filing;
    return [
      {
        reductionId,
        place,
        permitNo,
        facility,
        measure,
        formedOn,
        status: state.voidedBy === null ? 'FILED' : 'VOIDED',
        coBenefitTCO2e,
        lines: lines.toSorted(byPollutant).map((line) => lineOf(state, line)),
        positions: positionsOf(own),
      },
    ];
  });

export const REDUCTION_FIGURES = ['creditable', ...USES, 'left', 'deducted', 'countable'] as const;
