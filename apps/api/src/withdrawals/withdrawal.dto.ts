import {
  Amount,
  CivilDateField,
  Id,
  IndustryCode,
  Nested,
  NestedList,
  OneOf,
  PermitNumber,
  PlaceField,
  PollutantField,
  PoolField,
  ProjectCode,
  Text,
  Uscc,
} from '#libs/platform';
import type { CivilDate, Pollutant, Tonnes } from '#kernel';
import {
  BASELINE_BASES,
  EIA_DOCUMENTS,
  EXEMPT_KINDS,
  PATHS,
  PRIORITY_CLASSES,
  PROJECT_LISTS,
  PROJECT_TYPES,
  type BaselineBasis,
  type EiaDocument,
  type ExemptKind,
  type PriorityClass,
  type ProjectList,
  type ProjectType,
  type SourcePath,
} from '#contract/withdrawal';
import { ReviewDto } from '../deposits/deposit.dto.js';

export class SeiDto {
  @Text({ max: 200 }) determinationNo!: string;
}

export class ProjectDto {
  @ProjectCode() code!: string;
  @Text({ max: 200 }) name!: string;
  @Uscc() uscc!: string;
  @PlaceField() place!: string;
  @IndustryCode() industry!: string;
  @OneOf(PROJECT_TYPES) type!: ProjectType;
  @Nested(() => SeiDto, { optional: true }) sei?: SeiDto;
  @OneOf(PRIORITY_CLASSES, { optional: true }) priorityClass?: PriorityClass;
  @OneOf(EXEMPT_KINDS, { optional: true }) exemptKind?: ExemptKind;
  @OneOf(PROJECT_LISTS, { optional: true }) listed?: ProjectList;
  @Text({ max: 200, optional: true }) jointReviewNo?: string;
}

export class ComponentsDto {
  @Amount() organised!: Tonnes;
  @Amount() fugitive!: Tonnes;
}

export class BaselineDto {
  @OneOf(BASELINE_BASES) basis!: BaselineBasis;
  @Amount() amount!: Tonnes;
  @Text({ max: 200, optional: true }) recordNo?: string;
}

export class StatedLineDto {
  @PollutantField() pollutant!: Pollutant;
  @Amount() postDischarge!: Tonnes;
  @Nested(() => ComponentsDto, { optional: true }) components?: ComponentsDto;
  @Nested(() => BaselineDto) baseline!: BaselineDto;
  @Amount({ optional: true }) statedIncrement?: Tonnes;
}

/** 出库申请；the same body is what `assess` tries out. */
export class FileWithdrawalDto {
  @Nested(() => ProjectDto) project!: ProjectDto;
  @OneOf(PATHS) path!: SourcePath;
  @PoolField({ list: { min: 0, max: 4 }, optional: true }) pools?: string[];
  @Id({ list: { min: 0, max: 20 }, optional: true }) tradeVouchers?: string[];
  @CivilDateField({ optional: true }) effectiveOn?: CivilDate;
  @NestedList(() => StatedLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: StatedLineDto[];
  @Text({ max: 200, optional: true }) rulingNo?: string;
  @Text({ max: 1000, optional: true }) priorityReason?: string;
  @OneOf(EIA_DOCUMENTS, { optional: true }) eiaDocument?: EiaDocument;
}

/** 补正. */
export class AmendWithdrawalDto {
  @NestedList(() => StatedLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: StatedLineDto[];
}

/** 终审. */
export class ApproveWithdrawalDto extends ReviewDto {
  @Text({ max: 200, optional: true }) documentNo?: string;
  @Text({
    max: 1000,
    lines: true,
    optional: true,
    description: 'Of a back-dated one; absent: the opinion says it.',
  })
  backDatedReason?: string;
}

/** 撤回、失效. */
export class ReasonDto {
  @Text({ max: 1000 }) reason!: string;
}

/** 排污许可登记. */
export class ProjectPermitDto {
  @PermitNumber() permitNo!: string;
  @CivilDateField({ optional: true }) permittedOn?: CivilDate;
}

/** 总量平衡登记. */
export class RegistrationDto {
  @Text({ max: 200 }) eiaApprovalNo!: string;
  @CivilDateField({ optional: true }) approvedOn?: CivilDate;
}
