import { mgOf, type Logged, type Milligram, type Pollutant } from '#kernel';
import type {
  ParkActualSet,
  ParkAllowedSet,
  ParkLine,
  ParkTargetConsented,
  ParkTargetSet,
} from '#contract/standing';
import type { ParkYear, StandingState } from './standing.state.js';

const NOTHING_SET: ParkYear = {
  targets: [],
  targetsSetBy: null,
  targetsDueOn: null,
  targetsLate: false,
  consentNo: null,
  allowed: null,
  actual: null,
};

export const parkYearOf = (state: StandingState, year: number): ParkYear =>
  state.parkYears.get(year) ?? NOTHING_SET;

const change = (state: StandingState, year: number, changes: Partial<ParkYear>): StandingState => ({
  ...state,
  parkYears: state.parkYears.set(year, { ...parkYearOf(state, year), ...changes }),
});
const amounts = (lines: readonly ParkLine[]): ReadonlyMap<Pollutant, Milligram> =>
  new Map(lines.map(({ pollutant, amount }) => [pollutant, mgOf(amount)]));

/** Targets set anew need consent anew. */
export const targetSet = (state: StandingState, { data, actor }: Logged<ParkTargetSet>): StandingState =>
  change(state, data.year, {
    targets: data.targets,
    targetsSetBy: actor,
    targetsDueOn: data.dueOn,
    targetsLate: data.late,
    consentNo: null,
  });

export const targetConsented = (state: StandingState, { data }: Logged<ParkTargetConsented>): StandingState =>
  change(state, data.year, { consentNo: data.documentNo });

export const allowedSet = (state: StandingState, { data }: Logged<ParkAllowedSet>): StandingState =>
  change(state, data.year, { allowed: amounts(data.lines) });

export const actualSet = (state: StandingState, { data }: Logged<ParkActualSet>): StandingState =>
  change(state, data.year, { actual: amounts(data.lines) });
