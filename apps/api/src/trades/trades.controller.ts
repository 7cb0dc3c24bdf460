import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  Config,
  CurrentActor,
  invalidField,
  Lists,
  PathId,
  Permit,
  PointInTimeQuery,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { placeOfTradeNo, type CorrectTradePrice, type RecordTrade, type ReserveCrossing } from '#libs/trade';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { LEDGER } from '../ledger/ledger.constants.js';
import { plain } from '../ledger/plain.js';
import { Registers } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { CorrectTradePriceDto, RecordTradeDto, ReserveCrossingDto, TradesQuery } from './trade.dto.js';

/** For the other ledger to take what is set aside for it, unless told. */
const DAYS = 3;

/** 交易：purchases as the trading organisation vouches for them. */
@ApiTags('交易 trades')
@Controller('trades')
export class TradesController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: Registers,
    private readonly config: Config,
  ) {}

  @Post()
  @Permit('trade:record')
  @Writes({ creates: '/api/v1/trades/{id}', stream: 'trade-{place}' })
  record(@Body() body: RecordTradeDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const {
      sellerUscc,
      buyerUscc,
      place,
      sellerPlace = null,
      termYears = null,
      price = null,
      rulingNo = null,
    } = body;
    const lines = body.lines.map(plain);
    const data: RecordTrade = {
      sellerUscc,
      buyerUscc,
      place,
      sellerPlace,
      lines,
      termYears,
      price,
      rulingNo,
    };
    return this.ledger.submit({ type: 'RecordTrade', data, stream: `trade-${place}` }, writer);
  }

  /** 更正：the price only; the voucher keeps its number. */
  @Post(':id/correction')
  @Permit('trade:record')
  @Writes({ stream: 'trade-{place}' })
  correct(
    @PathId('id') tradeNo: string,
    @Body() { price, reason, decisionNo }: CorrectTradePriceDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data: CorrectTradePrice = { tradeNo, price, reason, decisionNo };
    const stream = `trade-${placeOfTradeNo(tradeNo) ?? ''}`;
    return this.ledger.submit({ type: 'CorrectTradePrice', data, stream }, writer);
  }

  /** 跨省转让：sets an amount aside for a unit of another ledger, which takes it or lets it go back. */
  @Post(':id/crossings')
  @Permit('trade:record')
  @Writes({ stream: 'trade-{place}' })
  cross(
    @PathId('id') tradeNo: string,
    @Body() { price, days = DAYS, lines, ...to }: ReserveCrossingDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    if (!this.config.ledgers.includes(to.toLedger) || to.toLedger === LEDGER)
      throw invalidField('toLedger', {
        rule: 'NOT_ONE_OF',
        params: { allowed: this.config.ledgers.join(' ') },
      });
    const data: ReserveCrossing = { tradeNo, ...to, lines: lines.map(plain), price: price ?? null, days };
    const stream = `trade-${placeOfTradeNo(tradeNo) ?? ''}`;
    return this.ledger.submit({ type: 'ReserveCrossing', data, stream }, writer);
  }

  @Get()
  @Permit('trade:read')
  @Lists()
  list(@Query() query: TradesQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { buyerUscc, sellerUscc } = query;
    return this.registers.trades.list(query, actor, { buyerUscc, sellerUscc });
  }

  @Get(':id')
  @Permit('trade:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.trades.read(id, actor, query);
  }
}
