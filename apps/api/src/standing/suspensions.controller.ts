import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Lists,
  PathId,
  Permit,
  PointInTimeQuery,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ReviewDto } from '../deposits/deposit.dto.js';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { toLiftSuspension, toOrderSuspension, toProposeSuspension } from './standing.commands.js';
import { StandingRegisters } from './standing-registers.js';
import {
  DeclineSuspensionDto,
  LiftSuspensionDto,
  OrderSuspensionDto,
  ProposeSuspensionDto,
} from './suspension.dto.js';

const STREAM = 'standing-{place}';

/** 暂停使用、暂缓使用：proposed by the monitors, ordered and lifted by the bureau's lead. */
@ApiTags('暂停令 suspensions')
@Controller('suspensions')
export class SuspensionsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: StandingRegisters,
  ) {}

  @Post()
  @Permit('suspension:propose')
  @Writes({ creates: '/api/v1/suspensions/{id}', stream: STREAM })
  propose(@Body() body: ProposeSuspensionDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    return this.step('ProposeSuspension', toProposeSuspension(body), writer);
  }

  @Post(':id/review')
  @Permit('suspension:review')
  @Writes({ stream: STREAM })
  async review(
    @PathId('id') id: string,
    @Body() { decision, opinion = '' }: ReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('ReviewSuspension', { ...(await this.located(id)), decision, opinion }, writer);
  }

  @Post(':id/order')
  @Permit('suspension:order')
  @Writes({ stream: STREAM })
  async order(
    @PathId('id') id: string,
    @Body() body: OrderSuspensionDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('OrderSuspension', toOrderSuspension(await this.located(id), body), writer);
  }

  @Post(':id/decline')
  @Permit('suspension:order')
  @Writes({ stream: STREAM })
  async decline(
    @PathId('id') id: string,
    @Body() body: DeclineSuspensionDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('DeclineSuspension', { ...(await this.located(id)), reason: body.reason }, writer);
  }

  @Post(':id/lift')
  @Permit('suspension:lift')
  @Writes({ stream: STREAM })
  async lift(
    @PathId('id') id: string,
    @Body() body: LiftSuspensionDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('LiftSuspension', toLiftSuspension(await this.located(id), body), writer);
  }

  @Get()
  @Permit('suspension:read')
  @Lists()
  list(@Query() query: RegisterQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.suspensions.list(query, actor);
  }

  @Get(':id')
  @Permit('suspension:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.suspensions.read(id, actor, query);
  }

  private async located(id: string): Promise<{ readonly id: string; readonly place: string }> {
    return { id, place: await this.registers.suspensions.placeOf(id) };
  }

  private step<D extends { readonly place: string }>(
    type: string,
    data: D,
    writer: Writer,
  ): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `standing-${data.place}` }, writer);
  }
}
