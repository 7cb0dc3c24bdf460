import {
  apportion,
  mg,
  mgOf,
  must,
  subtract,
  sum,
  tonnes,
  ZERO,
  byPollutant,
  POLLUTANTS,
  type LoggedEvent,
  type Milligram,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import { USES, type Use } from '#contract/reduction';
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
  /** The area's share of works that serve several; nothing where there is one. */
  readonly percent: string | null;
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

/** An area of a work and its weight among all of them; mostly there is one. */
interface Area {
  readonly place: string;
  readonly percent: string | null;
}
const WHOLE = mg(1n);
const areasOf = ({ place, apportionment }: FiledReduction['filing']): readonly Area[] =>
  apportionment ?? [{ place, percent: null }];

/** One figure of a pollutant, shared between the areas to the milligram. */
type Shares = (whole: Milligram) => readonly Milligram[];
const sharesAmong = (areas: readonly Area[]): Shares => {
  const weights = areas.map(({ percent }) => (percent === null ? WHOLE : mgOf(percent)));
  return (whole) => apportion(whole, weights);
};

/** What is used and left is shared; everything else follows from the shares, so that it adds up in each area. */
const lineOf = (state: FiledReduction, pollutant: Pollutant, shares: Shares): readonly ReductionLine[] => {
  const left = shares(leftOf(state, pollutant));
  const used = USES.map((use) => [use, shares(usedFor(state, pollutant, use))] as const);
  return left.map((rest, area) => {
    const own = used.map(([use, parts]) => [use, must(parts[area], use)] as const);
    const deducted = sum(own.filter(([use]) => use !== 'TASK').map(([, amount]) => amount));
    const creditable = sum([rest, ...own.map(([, amount]) => amount)]);
    return {
      pollutant,
      creditable: tonnes(creditable),
      ...(Object.fromEntries(own.map(([use, amount]) => [use, tonnes(amount)])) as Record<Use, Tonnes>),
      left: tonnes(rest),
      deducted: tonnes(deducted),
      countable: tonnes(state.voidedBy === null ? subtract(creditable, deducted) : ZERO),
    };
  });
};

/**
 * Every reduction formed in a year, with its uses as the events given have them; works that serve several areas have a
 * row in each, with its share.
 */
export const reductionRows = (events: readonly LoggedEvent[], year: number): readonly ReductionRow[] =>
  traced(events, reductionFold).flatMap(({ state, events: own }) => {
    if (!isFiled(state) || !state.filing.formedOn.startsWith(`${year}-`)) return [];
    const { reductionId, permitNo, facility, measure, formedOn, coBenefitTCO2e, lines } = state.filing;
    const areas = areasOf(state.filing);
    const shares = sharesAmong(areas);
    const shared = lines.toSorted(byPollutant).map(({ pollutant }) => lineOf(state, pollutant, shares));
    return areas.map(({ place, percent }, area) => ({
      reductionId,
      place,
      percent,
      permitNo,
      facility,
      measure,
      formedOn,
      status: state.voidedBy === null ? 'FILED' : 'VOIDED',
      coBenefitTCO2e,
      lines: shared.map((line) => must(line[area], place)),
      positions: positionsOf(own),
    }));
  });

export const REDUCTION_FIGURES = ['creditable', ...USES, 'left', 'deducted', 'countable'] as const;

/** 约束性任务已用减排量 of one reduction. */
export interface TaskUse {
  readonly place: string;
  readonly lines: readonly { readonly pollutant: Pollutant; readonly amount: Tonnes }[];
  readonly positions: Positions;
}

/** A void reduction counts for nothing. */
export const taskUses = (events: readonly LoggedEvent[]): readonly TaskUse[] =>
  traced(events, reductionFold).flatMap(({ state, events: own }) => {
    if (!isFiled(state) || state.voidedBy !== null) return [];
    const lines = POLLUTANTS.flatMap((pollutant) => {
      const amount = usedFor(state, pollutant, 'TASK');
      return amount > ZERO ? [{ pollutant, amount: tonnes(amount) }] : [];
    });
    return lines.length === 0 ? [] : [{ place: state.filing.place, lines, positions: positionsOf(own) }];
  });
