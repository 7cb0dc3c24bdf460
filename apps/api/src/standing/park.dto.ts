import { MEDIA, type Medium } from '#kernel';
import { BETTER_WHEN, type BetterWhen } from '#contract/standing';
import { Amount, Id, NestedList, OneOf, Text, Whole } from '#libs/platform';
import { AmountLineDto } from '../reductions/reduction.dto.js';

const YEAR = { min: 2021, max: 2100 };

export class ParkTargetDto {
  @OneOf(MEDIA) medium!: Medium;
  @Text({ max: 60 }) indicator!: string;
  @Amount({ description: 'Decimal text in the indicator’s own unit.' }) value!: string;
  @Text({ max: 40 }) unit!: string;
  @OneOf(BETTER_WHEN, { optional: true }) betterWhen?: BetterWhen;
}

/** 园区年度目标. */
export class SetTargetsDto {
  @Whole(YEAR) year!: number;
  @NestedList(() => ParkTargetDto, { min: 1, max: 50 }) targets!: ParkTargetDto[];
}

/** 省厅同意. */
export class ConsentDto {
  @Whole(YEAR) year!: number;
  @Text({ max: 200 }) documentNo!: string;
}

/** 允许排放量、实际排放总量. */
export class DischargeDto {
  @Whole(YEAR) year!: number;
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Text({ max: 1000, lines: true }) basis!: string;
}

/** 奖励额度；lines left out: everything between allowed and actual discharge. */
export class ComputeAwardDto {
  @Whole(YEAR) year!: number;
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant', optional: true })
  lines?: AmountLineDto[];
}

/** 省厅确认. */
export class ConfirmAwardDto {
  @Text({ max: 200 }) documentNo!: string;
}

/** Names an award, and the park it is looked for at. */
export class AwardPath {
  @Id() id!: string;
  @Id() awardId!: string;
}
