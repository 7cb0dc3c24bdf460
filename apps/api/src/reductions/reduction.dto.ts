import {
  Amount,
  CivilDateField,
  Flag,
  Nested,
  NestedList,
  OneOf,
  PermitNumber,
  PlaceField,
  PollutantField,
  Sha256,
  Text,
  Uscc,
} from '#libs/platform';
import type { CivilDate, Pollutant, Tonnes } from '#kernel';
import {
  FUNDING_SOURCES,
  LOT_EARMARKS,
  MEASURES,
  PERMIT_MANAGEMENTS,
  USES,
  type FundingSource,
  type LotEarmark,
  type Measure,
  type PermitManagement,
} from '#contract/reduction';

export class UnitDto {
  @Uscc({ optional: true }) uscc?: string;
  @Text({ max: 200 }) name!: string;
}

export class GuideDto {
  @Text({ max: 100 }) id!: string;
  @Text({ max: 100 }) version!: string;
}

export class VerifiedLineDto {
  @PollutantField() pollutant!: Pollutant;
  @Amount() verified!: Tonnes;
  @Amount({ optional: true }) permittedLimit?: Tonnes;
}

export class AmountLineDto {
  @PollutantField() pollutant!: Pollutant;
  @Amount() amount!: Tonnes;
}

export class MrvDto {
  @Flag() monitorable!: boolean;
  @Flag() reportable!: boolean;
  @Flag() countable!: boolean;
  @Flag() verifiable!: boolean;
}

export class EvidenceDto {
  @Text({ max: 200 }) name!: string;
  @Sha256() sha256!: string;
}

/** 分摊. */
export class AreaShareDto {
  @PlaceField() place!: string;
  @Amount({ description: 'Per cent, decimal text.' }) percent!: string;
}

/** 减排量申报. */
export class FileReductionDto {
  @Nested(() => UnitDto) unit!: UnitDto;
  @PermitNumber({ optional: true }) permitNo?: string;
  @Text({ max: 200 }) facility!: string;
  @OneOf(MEASURES) measure!: Measure;
  @OneOf(FUNDING_SOURCES) fundingSource!: FundingSource;
  @CivilDateField() formedOn!: CivilDate;
  @CivilDateField({ optional: true }) permitChangedOn?: CivilDate;
  @PlaceField() place!: string;
  @Nested(() => GuideDto) guide!: GuideDto;
  @NestedList(() => VerifiedLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: VerifiedLineDto[];
  @Nested(() => MrvDto) mrv!: MrvDto;
  @NestedList(() => EvidenceDto, { min: 1, max: 50, uniqueBy: 'sha256' }) evidence!: EvidenceDto[];
  @Amount({ optional: true }) coBenefitTCO2e?: Tonnes;
  @OneOf(LOT_EARMARKS, { optional: true }) earmark?: LotEarmark;
  @OneOf(PERMIT_MANAGEMENTS, { optional: true }) permitManagement?: PermitManagement;
  @NestedList(() => AreaShareDto, {
    min: 2,
    max: 20,
    uniqueBy: 'place',
    optional: true,
    description: 'Government works of several areas: whose share of them is how large; 100 % together.',
  })
  apportionment?: AreaShareDto[];
}

/** The uses the office books; POOL is booked by a deposit. */
const BOOKED_USES = USES.filter((use) => use !== 'POOL');

/** 用途登记. */
export class BookUseDto {
  @OneOf(BOOKED_USES) use!: (typeof BOOKED_USES)[number];
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Text({ max: 200 }) reference!: string;
}
