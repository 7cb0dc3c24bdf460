import { QUALITY_VERDICTS, type QualityVerdict } from '#contract/standing';
import { Flag, Nested, OneOf, PlaceField, Text, Whole } from '#libs/platform';

export class QualityDto {
  @OneOf(QUALITY_VERDICTS) water!: QualityVerdict;
  @OneOf(QUALITY_VERDICTS) air!: QualityVerdict;
}

/** 年度考核草案. */
export class RecordAssessmentDto {
  @PlaceField() place!: string;
  @Whole({ min: 2021, max: 2100 }) year!: number;
  @Nested(() => QualityDto) quality!: QualityDto;
  @Flag() taskDone!: boolean;
  @Text({ max: 200, optional: true }) improvement?: string;
}

/** 发布. */
export class PublishAssessmentDto {
  @Text({ max: 200, optional: true }) decisionNo?: string;
}
