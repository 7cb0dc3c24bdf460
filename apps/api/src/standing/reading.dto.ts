import { MEDIA, type CivilMonth, type Medium } from '#kernel';
import { BETTER_WHEN, type BetterWhen } from '#contract/standing';
import { Amount, Flag, MonthField, Nested, NestedList, OneOf, PlaceField, Text } from '#libs/platform';

/** A bulk filing of a city's month fits many times over. */
const MOST_ROWS = 500;
const FIGURE = { description: 'Decimal text in the reading’s own unit.' };

/** 监测站与质量环节；what is left out is not known. */
export class StationDto {
  @Text({ max: 60 }) code!: string;
  @Flag({ optional: true }) installed?: boolean;
  @Flag({ optional: true }) networked?: boolean;
  @Flag({ optional: true, description: 'Compared with a reference method.' }) compared?: boolean;
  @Flag({ optional: true, description: 'The control sample passed.' }) sampled?: boolean;
}

/** 月度监测. */
export class ReadingDto {
  @PlaceField() place!: string;
  @MonthField() month!: CivilMonth;
  @OneOf(MEDIA) medium!: Medium;
  @Text({ max: 60 }) indicator!: string;
  @Amount(FIGURE) value!: string;
  @Text({ max: 40 }) unit!: string;
  @Amount({ ...FIGURE, optional: true }) target?: string;
  @Amount({ ...FIGURE, optional: true }) lastYear?: string;
  @Flag() valid!: boolean;
  @Nested(() => StationDto, { optional: true }) station?: StationDto;
  @OneOf(BETTER_WHEN, { optional: true }) betterWhen?: BetterWhen;
}

/** 更正月度监测；what is left out stays. */
export class CorrectReadingDto {
  @Text({ max: 1000, lines: true }) reason!: string;
  @Text({ max: 200 }) decisionNo!: string;
  @Amount({ ...FIGURE, optional: true }) value?: string;
  @Amount({ ...FIGURE, optional: true }) target?: string;
  @Amount({ ...FIGURE, optional: true }) lastYear?: string;
  @Flag({ optional: true }) valid?: boolean;
}

export class BulkReadingsDto {
  @NestedList(() => ReadingDto, { min: 1, max: MOST_ROWS }) items!: ReadingDto[];
}
