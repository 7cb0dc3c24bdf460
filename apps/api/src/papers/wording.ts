import { findPlace, placeOfPool, pollutantFacts, type Pollutant } from '#kernel';

/** A place as papers name it. */
export const placeName = (code: string): string => `${findPlace(code)?.name ?? ''}（${code}）`;
export const poolName = (id: string): string => `${placeOfPool(id)?.name ?? id}储备库`;
export const pollutantName = (code: Pollutant): string => `${pollutantFacts(code).zh} ${code}`;
