import type { CivilDate } from '#kernel';
import { CivilDateField, NestedList, PlaceField, ProjectCode, Text } from '#libs/platform';
import { AmountLineDto } from '../reductions/reduction.dto.js';

/** A quarter's approvals of a city fit many times over. */
const MOST_ROWS = 500;

/** 环评批复. */
export class EiaApprovalDto {
  @Text({ max: 200 }) approvalNo!: string;
  @CivilDateField() approvedOn!: CivilDate;
  @ProjectCode() projectCode!: string;
  @PlaceField() place!: string;
  @NestedList(() => AmountLineDto, { min: 0, max: 8, uniqueBy: 'pollutant', optional: true })
  lines?: AmountLineDto[];
}

/** 更正环评批复；what is left out stays, `lines` replace all lines. */
export class CorrectEiaApprovalDto {
  @PlaceField() place!: string;
  @Text({ max: 1000, lines: true }) reason!: string;
  @Text({ max: 200 }) decisionNo!: string;
  @CivilDateField({ optional: true }) approvedOn?: CivilDate;
  @ProjectCode({ optional: true }) projectCode?: string;
  @NestedList(() => AmountLineDto, { min: 0, max: 8, uniqueBy: 'pollutant', optional: true })
  lines?: AmountLineDto[];
}

/** One approval, or many as `items`. */
export class ImportEiaApprovalsDto {
  @NestedList(() => EiaApprovalDto, { min: 1, max: MOST_ROWS, uniqueBy: 'approvalNo', optional: true })
  items?: EiaApprovalDto[];
  @Text({ max: 200, optional: true }) approvalNo?: string;
  @CivilDateField({ optional: true }) approvedOn?: CivilDate;
  @ProjectCode({ optional: true }) projectCode?: string;
  @PlaceField({ optional: true }) place?: string;
  @NestedList(() => AmountLineDto, { min: 0, max: 8, uniqueBy: 'pollutant', optional: true })
  lines?: AmountLineDto[];
}
