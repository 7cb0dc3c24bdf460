import {
  civilDateOf,
  dateAt,
  daysOfYear,
  endOf,
  lineage,
  must,
  placeOfPool,
  POLLUTANTS,
  yearOf,
  type CivilDate,
  type Instant,
  type LoggedEvent,
  type Pollutant,
  type Place,
} from '#kernel';
import { poolEvents, type LotCredited } from '#contract/pool';
import { reductionEvents } from '#contract/reduction';
import { addFigures, balanceLine, entriesOf, NO_FIGURES, type BalanceLine, type Figures } from '#libs/pool';
import { isPosted, type Posted } from './pool-movements.report.js';
import { taskUses } from './reduction.rows.js';
import { REGIONAL_TARGETS, type RegionalTarget } from './regional-targets.js';
import type { YearQuestion } from './task-deductions.report.js';
import {
  grouped,
  inForceAt,
  inOrder,
  inPlace,
  newestOf,
  sortedBy,
  summed,
  type Positions,
  type SumLine,
} from './traced.js';

export const REGIONAL_SOURCES: readonly string[] = [
  ...Object.keys(poolEvents),
  ...Object.keys(reductionEvents),
];

const LOT_FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;

/** 批次 without whose it was: no unit, no person, no permit. */
export type RegionalLot = {
  readonly lotId: string;
  readonly place: string;
  readonly vintage: number;
  readonly tags: readonly string[];
  readonly lines: readonly BalanceLine[];
  readonly positions: Positions;
};

export type RegionalArea = {
  readonly place: string;
  readonly name: string;
  readonly kind: Place['kind'];
  readonly lots: readonly RegionalLot[];
  readonly lotTotals: readonly SumLine<(typeof LOT_FIGURES)[number]>[];
  /** 约束性任务已用减排量, of all years up to then. */
  readonly taskUse: readonly SumLine<'amount'>[];
};

/** 长三角区域共享：credited lots of a year and what became of them, task use, and the plan's targets beside them. */
export type RegionalFeed = {
  readonly report: 'REGIONAL_FEED';
  readonly year: number;
  readonly place: string;
  readonly asOf: Instant;
  readonly position: number;
  /** 区域报告: in the second quarter (长三角实施方案). */
  readonly dueOn: CivilDate;
  readonly areas: readonly RegionalArea[];
  /** Accumulated to the end of 2025. */
  readonly targets: readonly RegionalTarget[];
};

/** The city around a place, or the province itself. */
const areaOf = (code: string): Place => {
  const line = lineage(code);
  return must(line.find(({ kind }) => kind === 'CITY') ?? line[0], `area of ${code}`);
};

/** What one lot credited in the year has gone through in one pool. */
interface LotTrail {
  readonly lot: LotCredited['data'];
  readonly figures: Map<Pollutant, Figures>;
  readonly positions: number[];
}

/** One pass, for a pool may hold very many lots: a lot's entries come after its credit. */
const trailsOf = (events: readonly Posted[], year: number): ReadonlyMap<string, LotTrail> => {
  const trails = new Map<string, LotTrail>();
  for (const event of events) {
    const credits = event.type === 'LotCredited' && yearOf(dateAt(event.occurredAt)) === year;
    if (credits && !trails.has(event.data.lotId)) {
      trails.set(event.data.lotId, { lot: event.data, figures: new Map(), positions: [] });
    }
    for (const entry of entriesOf(event)) {
      const trail = trails.get(entry.lotId);
      const before = trail?.figures.get(entry.pollutant) ?? NO_FIGURES;
      trail?.figures.set(entry.pollutant, addFigures(before, entry));
      trail?.positions.push(event.position);
    }
  }
  return trails;
};

const lotsOf = (events: readonly LoggedEvent[], year: number): readonly RegionalLot[] => {
  return [...grouped(events.filter(isPosted), ({ stream }) => stream)].flatMap(([pool, own]) => {
    const { code: place } = must(placeOfPool(pool), pool);
    const trails = trailsOf(own, year);
    return [...trails.values()].map(({ lot: { lotId, vintage, tags }, figures, positions }) => ({
      lotId,
      place,
      vintage,
      tags: [...tags],
      lines: POLLUTANTS.flatMap((pollutant) => {
        const figure = figures.get(pollutant);
        return figure ? [balanceLine(pollutant, figure)] : [];
      }),
      positions: inOrder(positions),
    }));
  });
};

/** 长三角区域共享 (规划、备忘录): city by city; the province's own pool stands for itself. */
export const regionalFeed = (
  events: readonly LoggedEvent[],
  { year, place, asOf = endOf(daysOfYear(year).to) }: YearQuestion,
): RegionalFeed => {
  const known = inForceAt(events, asOf);
  const lots = inPlace(lotsOf(known, year), place);
  const uses = inPlace(taskUses(known), place);
  const places = [...lots, ...uses].map((row) => areaOf(row.place));
  const areas = [...new Set(places)].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return {
    report: 'REGIONAL_FEED',
    year,
    place,
    asOf,
    position: newestOf(lots, uses),
    dueOn: civilDateOf(`${year + 1}-06-30`),
    areas: areas.map((area) => {
      const own = lots.filter((lot) => areaOf(lot.place) === area);
      return {
        place: area.code,
        name: area.name,
        kind: area.kind,
        lots: sortedBy(own, ({ vintage }) => String(vintage)),
        lotTotals: summed(own, LOT_FIGURES),
        taskUse: summed(
          uses.filter((use) => areaOf(use.place) === area),
          ['amount'],
        ),
      };
    }),
    targets: REGIONAL_TARGETS,
  };
};
