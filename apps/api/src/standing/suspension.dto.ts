import type { Pollutant } from '#kernel';
import { SUSPENDABLE_ACTS, type SuspendableAct } from '#contract/standing';
import { Id, MomentField, OneOf, PlaceField, PollutantField, Text } from '#libs/platform';

const READINGS = { list: { min: 0, max: 200 }, optional: true };

/** 暂停建议；acts left out are those of policy A4, pollutants left out are all. */
export class ProposeSuspensionDto {
  @PlaceField() place!: string;
  @OneOf(SUSPENDABLE_ACTS, { list: { min: 1, max: SUSPENDABLE_ACTS.length }, optional: true })
  acts?: SuspendableAct[];
  @PollutantField({ list: { min: 0, max: 8 }, optional: true }) pollutants?: Pollutant[];
  @MomentField() effectiveFrom!: string;
  @Text({ max: 1000, lines: true }) reason!: string;
  @Id(READINGS) readingIds?: string[];
  @Text({ max: 200, optional: true }) orderNo?: string;
}

/** 暂停令；what is left out is as proposed. */
export class OrderSuspensionDto {
  @Text({ max: 200, optional: true }) orderNo?: string;
  @MomentField({ optional: true }) effectiveFrom?: string;
  @Text({ max: 1000, lines: true, optional: true }) reason?: string;
}

/** 解除；from now on unless it says since when. */
export class LiftSuspensionDto extends OrderSuspensionDto {
  @Id(READINGS) readingIds?: string[];
}

/** 不予采纳. */
export class DeclineSuspensionDto {
  @Text({ max: 1000, lines: true }) reason!: string;
}
