import { notApplicable, passes, type RuleOutcome } from '#kernel';
import { STATION_CHECKS, type Station, type StationCheck } from '#contract/standing';

const failing = (station: Station | null): readonly StationCheck[] =>
  STATION_CHECKS.filter((check) => station?.[check] === false);

/** 有效数据 (第十七条、第二十四条): what the monitors call valid, unless a check of the station failed. */
export const isValidData = (station: Station | null, stated: boolean): boolean =>
  stated && failing(station).length === 0;

/** The checks of the station, shown; an invalid reading is kept and never refused. */
export const dataQualityShown = (station: Station | null, valid: boolean): RuleOutcome => {
  if (station === null) return notApplicable('DATA_QUALITY', { inputs: { valid } });
  const inputs = { station: station.code, failing: failing(station).join('、'), valid };
  return passes('DATA_QUALITY', { inputs });
};
