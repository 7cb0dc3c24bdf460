import { Amount, CivilDateField, Id, NestedList, OneOf, PollutantField, Text } from '#libs/platform';
import type { CivilDate, Medium, Pollutant, Tonnes } from '#kernel';
import { MEDIA } from '#kernel';
import { DECISIONS, type ReviewDecision } from '#contract/deposit';
import { AmountLineDto, EvidenceDto, FileReductionDto } from '../reductions/reduction.dto.js';

/** 入库申报. */
export class FileDepositDto {
  @CivilDateField({ optional: true, description: 'The day the papers came in, if before today.' })
  effectiveOn?: CivilDate;
  @Id() reductionId!: string;
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Text({ max: 1000, optional: true }) lateReason?: string;
}

/** 退回后补正. */
export class AmendDepositDto {
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Text({ max: 1000, optional: true }) lateReason?: string;
}

/** 初审. */
export class ReviewDto {
  @OneOf(DECISIONS) decision!: ReviewDecision;
  @Text({ max: 2000, optional: true }) opinion?: string;
}

/** 要素审核. */
export class ElementReviewDto extends ReviewDto {
  @OneOf(MEDIA) medium!: Medium;
}

/** 现场核查. */
export class SiteVerificationDto {
  @OneOf(DECISIONS) result!: ReviewDecision;
  @Text({ max: 2000, optional: true }) opinion?: string;
  @Id({ optional: true }) inspectionId?: string;
  @NestedList(() => EvidenceDto, { min: 0, max: 50, optional: true }) evidence?: EvidenceDto[];
}

/** 联合会审：the split follows in the same append. */
export class ApproveDepositDto extends ReviewDto {
  @NestedList(() => AmountLineDto, { min: 0, max: 8, uniqueBy: 'pollutant', optional: true })
  provincialTake?: AmountLineDto[];
  @Text({ max: 200, optional: true }) provincialDocumentNo?: string;
  @Text({ max: 1000, optional: true, lines: true }) backDatedReason?: string;
}

/** What of one pollutant stands in either pool. */
export class OpeningLineDto {
  @PollutantField() pollutant!: Pollutant;
  @Amount() municipal!: Tonnes;
  @Amount() local!: Tonnes;
}

/** 期初结转：a reduction as the old ledger has it, and what is left of it. */
export class RecordOpeningDto extends FileReductionDto {
  @Text({ max: 100, description: "The entry's number in the old ledger." }) entryNo!: string;
  @CivilDateField({ description: 'The last day of the old ledger.' }) closedOn!: CivilDate;
  @Text({ max: 200 }) decisionNo!: string;
  @NestedList(() => OpeningLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) balances!: OpeningLineDto[];
}
