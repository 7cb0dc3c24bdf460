import { NestedList, Text } from '#libs/platform';
import { EvidenceDto } from '../reductions/reduction.dto.js';

/** 作废建议. */
export class ProposeVoidDto {
  @Text({ max: 1000 }) reason!: string;
  @NestedList(() => EvidenceDto, { min: 1, max: 50, uniqueBy: 'sha256' }) evidence!: EvidenceDto[];
}

/** 作废决定；evidence of its own where the decision adds any. */
export class VoidLotDto {
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 200 }) decisionNo!: string;
  @NestedList(() => EvidenceDto, { min: 0, max: 50, uniqueBy: 'sha256', optional: true })
  evidence?: EvidenceDto[];
}
