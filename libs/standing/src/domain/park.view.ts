import { byPollutant, tonnes, type JsonObject, type Milligram, type Pollutant } from '#kernel';
import { parkYearOf } from './park.evolve.js';
import type { StandingState } from './standing.state.js';

const lines = (amounts: ReadonlyMap<Pollutant, Milligram> | null): readonly JsonObject[] | null =>
  amounts &&
  [...amounts].map(([pollutant, amount]) => ({ pollutant, amount: tonnes(amount) })).toSorted(byPollutant);

/** A park's year: targets, whether the province consented, allowed and actual discharge. */
export const parkYearView = (standing: StandingState, year: number): JsonObject => {
  const { targets, targetsDueOn, targetsLate, consentNo, allowed, actual } = parkYearOf(standing, year);
  return {
    park: standing.place,
    year,
    targets: targets.map((target) => ({ ...target })),
    targetsDueOn,
    targetsLate,
    consentNo,
    allowed: lines(allowed),
    actual: lines(actual),
  };
};
