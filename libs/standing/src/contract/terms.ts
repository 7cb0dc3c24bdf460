import type { Medium } from '#kernel';

/** 暂停令可及的四种行为 (policy A4). */
export const SUSPENDABLE_ACTS = [
  'WITHDRAW_PROVINCIAL',
  'WITHDRAW_MUNICIPAL',
  'WITHDRAW_LOCAL',
  'CROSS_COUNTY_PURCHASE',
] as const;
export type SuspendableAct = (typeof SUSPENDABLE_ACTS)[number];

export const QUALITY_VERDICTS = ['MET', 'MISSED'] as const;
export type QualityVerdict = (typeof QUALITY_VERDICTS)[number];
/** 环境质量目标考核：one verdict for each medium. */
export interface Quality {
  readonly water: QualityVerdict;
  readonly air: QualityVerdict;
}

/** Concentrations are better when lower, shares of good water or good days when higher. */
export const BETTER_WHEN = ['LOWER', 'HIGHER'] as const;
export type BetterWhen = (typeof BETTER_WHEN)[number];

/** 在线监测的质量环节 (第十七条): installed, networked, compared with a reference method, control sample passed. */
export const STATION_CHECKS = ['installed', 'networked', 'compared', 'sampled'] as const;
export type StationCheck = (typeof STATION_CHECKS)[number];
/** 监测站 of a reading; a check nobody spoke of is `null`. */
export type Station = { readonly code: string } & Readonly<Record<StationCheck, boolean | null>>;

/** A figure of an environmental indicator: canonical decimal text in the indicator's own unit, such as `28.5`. */
export type IndicatorFigure = string;

/** 园区环境质量目标：one indicator's target for a year. */
export interface ParkTarget {
  readonly medium: Medium;
  readonly indicator: string;
  readonly value: IndicatorFigure;
  readonly unit: string;
  readonly betterWhen: BetterWhen;
}
