import { SERVED } from '#places';
import { must } from '../result.js';
import type { Place, PlaceKind } from './place-form.js';

export const POOL_TIERS = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'] as const;
/** 省级、市级、县级(园区)储备库. */
export type PoolTier = (typeof POOL_TIERS)[number];

/**
 * The places of the ledger this process serves. Another city is another data file here and a condition in
 * `package.json`, under which Node is started; without one it is Suzhou.
 */
export const PLACES: readonly Place[] = SERVED;

const byCode = new Map(PLACES.map((place) => [place.code, place]));

export const findPlace = (code: string): Place | undefined => byCode.get(code);
export const placeOf = (code: string): Place => must(byCode.get(code), `place ${code}`);

/** The one place above all others; the ledger bears its code. */
export const PROVINCE: Place = must(
  PLACES.find(({ parent }) => parent === null),
  'a province',
);

const upwards = (place: Place): readonly Place[] =>
  place.parent === null ? [place] : [place, ...upwards(placeOf(place.parent))];
/** Asked for by nearly every rule. */
const lines = new Map(PLACES.map((place) => [place.code, upwards(place)]));

/** The place itself, then its parent, up to the province. */
export const lineage = (code: string): readonly Place[] => must(lines.get(code), `place ${code}`);

/** Whether `inner` is `outer` or lies inside it. */
export const liesWithin = (inner: string, outer: string): boolean =>
  findPlace(inner) !== undefined && lineage(inner).some((place) => place.code === outer);

/** The pool a place keeps; its stream in the log has the same name. */
export const poolIdOf = (code: string): string => `pool-${code}`;
export const placeOfPool = (poolId: string): Place | undefined =>
  poolId.startsWith('pool-') ? byCode.get(poolId.slice('pool-'.length)) : undefined;

export const tierOf = (place: Place): PoolTier => {
  if (place.kind === 'PROVINCE') return 'PROVINCIAL';
  return place.kind === 'CITY' ? 'MUNICIPAL' : 'LOCAL';
};

const ancestorOfKind = (code: string, kind: PlaceKind): Place =>
  must(
    lineage(code).find((place) => place.kind === kind),
    `${kind} above ${code}`,
  );

export const municipalPoolFor = (code: string): string => poolIdOf(ancestorOfKind(code, 'CITY').code);
export const provincialPoolFor = (code: string): string => poolIdOf(ancestorOfKind(code, 'PROVINCE').code);
