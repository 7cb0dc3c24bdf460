import {
  holds,
  mgOf,
  placeOf,
  tonnes,
  withinPlace,
  ZERO,
  type Actor,
  type FieldFault,
  type Milligram,
  type Pollutant,
  type RuleOutcome,
} from '#kernel';
import type { ParkLine } from '#contract/standing';
import { parkYearOf } from './park.evolve.js';
import type { ParkYear, StandingState } from './standing.state.js';

/** A park and a year, as every act on a park's limits names them. */
export interface ParkAct {
  readonly park: string;
  readonly year: number;
}

/** The park lies within the officer's place; a place that is no park is a fault of the request. */
export const parkRules = (actor: Actor, { park }: ParkAct): readonly RuleOutcome[] => [
  withinPlace(actor, park),
];
export const parkFaults = ({ park }: ParkAct): readonly FieldFault[] =>
  placeOf(park).kind === 'PARK' ? [] : [{ field: 'park', rule: 'park', message: '不是园区 / not a park' }];

/** 允许排放量 less 实际排放量 for one pollutant; nothing for one without both figures (policy A29). */
export const awardCap = ({ allowed, actual }: ParkYear, pollutant: Pollutant): Milligram => {
  const permitted = allowed?.get(pollutant);
  const emitted = actual?.get(pollutant);
  if (permitted === undefined || emitted === undefined || emitted > permitted) return ZERO;
  return (permitted - emitted) as Milligram;
};

const overTotal = ({ allowed, actual }: ParkYear): readonly Pollutant[] =>
  allowed === null || actual === null
    ? []
    : [...actual]
        .filter(([pollutant, emitted]) => emitted > (allowed.get(pollutant) ?? ZERO))
        .map(([pollutant]) => pollutant);

/**
 * Whether an award can still be computed for a year: the park passed both verdicts, and either its discharge figures
 * are yet to be set or they leave something to award (第十八条, policy A29).
 */
export const awardMayCome = (standing: StandingState, year: number): boolean => {
  const verdict = standing.verdicts.get(year);
  const limits = parkYearOf(standing, year);
  const passed =
    verdict?.taskDone === true && verdict.quality.water === 'MET' && verdict.quality.air === 'MET';
  if (!passed || overTotal(limits).length > 0) return false;
  if (limits.allowed === null || limits.actual === null) return true;
  return [...limits.allowed.keys()].some((pollutant) => awardCap(limits, pollutant) > ZERO);
};

/** What stands between a park and its award: its own verdict, its totals, something to award. */
const missingFor = (standing: StandingState, year: number, lines: readonly ParkLine[]): readonly string[] => {
  const verdict = standing.verdicts.get(year);
  const limits = parkYearOf(standing, year);
  const over = overTotal(limits);
  return [
    ...(verdict?.quality.water === 'MET' && verdict.quality.air === 'MET'
      ? []
      : ['环境质量达标 quality met']),
    ...(verdict?.taskDone === true ? [] : ['减排任务完成 task done']),
    ...(limits.allowed === null ? ['允许排放量 allowed discharge'] : []),
    ...(limits.actual === null ? ['实际排放总量 actual discharge'] : []),
    ...(over.length > 0 ? [`总量达标 total within limit: ${over.join('、')}`] : []),
    ...(lines.length === 0 ? ['可奖励数量 an amount to award'] : []),
  ];
};

/** 奖励条件 (第十八条, policy A29): quality target, total check and binding task; no line above allowed less actual. */
export const awardRules = (
  standing: StandingState,
  year: number,
  lines: readonly ParkLine[],
): readonly RuleOutcome[] => {
  const missing = missingFor(standing, year, lines);
  const limits = parkYearOf(standing, year);
  return [
    holds(missing.length === 0, 'AWARD_NOT_EARNED', {
      inputs: { park: standing.place, year, missing: missing.join('；') },
    }),
    ...lines.map(({ pollutant, amount }) => {
      const cap = awardCap(limits, pollutant);
      const inputs = { pollutant, asked: amount, cap: tonnes(cap) };
      return holds(mgOf(amount) <= cap, 'AWARD_OVER_CAP', { inputs });
    }),
  ];
};
