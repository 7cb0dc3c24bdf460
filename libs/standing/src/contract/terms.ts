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
