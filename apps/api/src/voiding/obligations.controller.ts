import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, Pollutant } from '#kernel';
import { CurrentActor, Id, Lists, Permit, PollutantField, type Listing } from '#libs/platform';
import { RegisterQuery, Registers } from '../ledger/registers.js';

class ObligationsQuery extends RegisterQuery {
  @PollutantField({ optional: true }) pollutant?: Pollutant;
  @Id({ optional: true }) lotId?: string;
}

/** 后续收储扣除：what localities owe for void quota, and what has paid it. */
@ApiTags('作废与扣除 voiding')
@Controller('obligations')
export class ObligationsController {
  constructor(private readonly registers: Registers) {}

  @Get()
  @Permit('obligation:read')
  @Lists()
  list(@Query() query: ObligationsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.obligations.list(query, actor, { pollutant: query.pollutant, lotId: query.lotId });
  }
}
