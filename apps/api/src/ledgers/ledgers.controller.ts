import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { POOL_TIERS, type Pollutant, type PoolTier } from '#kernel';
import { listed, ListQuery, Lists, OneOf, Permit, PollutantField, type Listing } from '#libs/platform';
import { LedgerQueries } from '#module/pool';
import { LEDGER } from '../ledger/ledger.constants.js';

class LedgerBalancesQuery extends ListQuery {
  @OneOf(POOL_TIERS, { optional: true }) tier?: PoolTier;
  @PollutantField({ optional: true }) pollutant?: Pollutant;
}

/** 各省台账：what the ledgers of this installation hold, for the provinces to share (数据共享). */
@ApiTags('台账 ledgers')
@Controller('ledgers')
export class LedgersController {
  private readonly queries: LedgerQueries;

  constructor(dataSource: DataSource) {
    this.queries = new LedgerQueries(dataSource.manager);
  }

  /** Every ledger, how far its read models have come, and whether this is the service that writes it. */
  @Get()
  @Permit('ledger:read')
  @Lists()
  async list(@Query() query: ListQuery): Promise<Listing> {
    const ledgers = await this.queries.ledgers();
    return listed(
      ledgers.map((ledger) => ({ ...ledger, own: ledger.ledger === LEDGER })),
      query,
    );
  }

  /** 各省余额: sums over the pools of a tier, each with the position of its ledger that they include. */
  @Get('balances')
  @Permit('ledger:read')
  @Lists()
  async balances(@Query() query: LedgerBalancesQuery): Promise<Listing> {
    const { tier, pollutant } = query;
    const rows = (await this.queries.balances())
      .filter((row) => tier === undefined || row.tier === tier)
      .filter((row) => pollutant === undefined || row.pollutant === pollutant);
    return listed(
      rows.map((row) => ({ ...row })),
      query,
    );
  }
}
