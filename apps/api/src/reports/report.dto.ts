import type { CivilDate, CivilMonth, Pollutant, Tonnes } from '#kernel';
import { TRADE_SIDES, type TradeSide } from '#contract/returns';
import {
  Amount,
  CivilDateField,
  EffectiveTime,
  FileQuery,
  KnownTime,
  MonthField,
  Nested,
  NestedList,
  OneOf,
  PermitNumber,
  PlaceField,
  PollutantField,
  Text,
  Uscc,
} from '#libs/platform';

/** A month of a large exchange fits many times over. */
const MOST_LEGS = 2_000;

/** Which place a report is about, with everything inside it, and the two times. */
export class ReportQuery extends FileQuery {
  @PlaceField({ optional: true, description: 'Absent: the place of the account.' }) place?: string;
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
}

export class KnownQuery extends FileQuery {
  @KnownTime() knownAt?: string;
}

export class StatementQuery extends KnownQuery {
  @CivilDateField() from!: CivilDate;
  @CivilDateField() to!: CivilDate;
}

export class ChangesQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownFrom?: string;
  @KnownTime() knownTo?: string;
}

/** 季度调度报送. */
export class SubmitReturnDto {
  @PlaceField({ optional: true, description: 'Absent: the place of the account.' }) place?: string;
}

class ClosedUnitDto {
  @Uscc() uscc!: string;
  @Text({ max: 200 }) name!: string;
}

/** 许可证注销. */
export class CancelPermitDto {
  @PermitNumber() permitNo!: string;
  @Nested(() => ClosedUnitDto) unit!: ClosedUnitDto;
  @PlaceField() place!: string;
  @CivilDateField() cancelledOn!: CivilDate;
  @Text({ max: 2000, lines: true }) reason!: string;
}

class TradeLegDto {
  @OneOf(TRADE_SIDES) side!: TradeSide;
  @PollutantField() pollutant!: Pollutant;
  @Amount() amount!: Tonnes;
  @Text({ max: 200, optional: true }) party?: string;
}

/** 交易月报. */
export class ImportTradeReportDto {
  @MonthField() month!: CivilMonth;
  @Text({ max: 200 }) source!: string;
  @NestedList(() => TradeLegDto, { min: 1, max: MOST_LEGS }) legs!: TradeLegDto[];
}
