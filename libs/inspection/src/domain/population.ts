import { liesWithin, PLACES, type StateReader } from '#kernel';
import type { PopulationPart, Sampled, SampleSize } from '#contract/inspection';
import { poolFold } from '#libs/pool';
import { numberedByYear, voucherNoOf, voucherRegisterFold } from '#libs/withdrawal';

/** The places inspected and all within them. */
const placesWithin = (places: readonly string[]): readonly string[] =>
  PLACES.map(({ code }) => code).filter((code) => places.some((place) => liesWithin(code, place)));

const lotsNow = (state: StateReader, places: readonly string[]): readonly PopulationPart[] => {
  state.expect(poolFold, places);
  return places.map((place) => ({ of: 'LOT', place, year: null, count: state(poolFold, place).lots.size }));
};

const vouchersNow = (state: StateReader, places: readonly string[]): readonly PopulationPart[] => {
  state.expect(voucherRegisterFold, places);
  return places.flatMap((place) =>
    numberedByYear(state(voucherRegisterFold, place)).map(([year, count]): PopulationPart => ({
      of: 'VOUCHER',
      place,
      year,
      count,
    })),
  );
};

/** 抽样总体: what there is to sample now; lots and voucher numbers are only ever added at the end. */
export const populationNow = (
  state: StateReader,
  places: readonly string[],
  samples: readonly SampleSize[],
): readonly PopulationPart[] => {
  const asked = new Set(samples.map(({ of }) => of));
  const within = placesWithin(places);
  const parts = [
    ...(asked.has('LOT') ? lotsNow(state, within) : []),
    ...(asked.has('VOUCHER') ? vouchersNow(state, within) : []),
  ];
  return parts.filter(({ count }) => count > 0);
};

const vouchersIn = ({ place, year, count }: PopulationPart): readonly string[] =>
  Array.from({ length: year === null ? 0 : count }, (_, before) => voucherNoOf(place, year ?? 0, before + 1));

/** The ids in a population as it was fixed. */
export const populationIds = (
  state: StateReader,
  population: readonly PopulationPart[],
  of: Sampled,
): readonly string[] => {
  const parts = population.filter((part) => part.of === of);
  if (of === 'VOUCHER') return parts.flatMap(vouchersIn);
  state.expect(
    poolFold,
    parts.map(({ place }) => place),
  );
  return parts.flatMap(({ place, count }) =>
    state(poolFold, place)
      .lots.take(count)
      .map(({ lotId }) => lotId)
      .toArray(),
  );
};
