import { Amount, Id, NestedList, PlaceField, Text, Uscc, Whole } from '#libs/platform';
import { AmountLineDto } from '../reductions/reduction.dto.js';
import { RegisterQuery } from '../ledger/registers.js';

/** 交易登记. */
export class RecordTradeDto {
  @Uscc() sellerUscc!: string;
  @Uscc() buyerUscc!: string;
  @PlaceField() place!: string;
  @PlaceField({ optional: true, description: 'Absent: the division the seller is registered in.' })
  sellerPlace?: string;
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Whole({ min: 1, max: 50, optional: true }) termYears?: number;
  @Amount({ optional: true, description: 'CNY, decimal text.' }) price?: string;
  @Text({ max: 200, optional: true }) rulingNo?: string;
}

export class TradesQuery extends RegisterQuery {
  @Uscc({ optional: true }) buyerUscc?: string;
  @Uscc({ optional: true }) sellerUscc?: string;
}

/** 跨省转让. */
export class ReserveCrossingDto {
  @Text({ max: 6, description: 'Code of the ledger it crosses to.' }) toLedger!: string;
  @Id({ description: 'Code of the buyer’s place in that ledger.' }) toPlace!: string;
  @Uscc() buyerUscc!: string;
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant' }) lines!: AmountLineDto[];
  @Amount({ optional: true, description: 'CNY, decimal text.' }) price?: string;
  @Whole({
    min: 0,
    max: 30,
    optional: true,
    description: 'Days after today it may still be taken; 3 when absent.',
  })
  days?: number;
}

/** 更正交易价格. */
export class CorrectTradePriceDto {
  @Amount({ description: 'CNY, decimal text.' }) price!: string;
  @Text({ max: 1000, lines: true }) reason!: string;
  @Text({ max: 200 }) decisionNo!: string;
}
