import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, JsonObject } from '#kernel';
import type { Outcome } from '#libs/event-store';
import { CurrentActor, PathId, Permit, PointInTimeQuery, Writes } from '#libs/platform';
import { ReviewDto } from '../deposits/deposit.dto.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { LotChains } from './lot-chains.js';
import { ProposeVoidDto, VoidLotDto } from './void.dto.js';

const STREAM = 'void-{lotId}';

/** 储备批次：its void, and the chain from the lot to what paid for it. */
@ApiTags('作废与扣除 voiding')
@Controller('lots')
export class LotsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly chains: LotChains,
  ) {}

  @Post(':id/void-proposals')
  @Permit('lot:propose-void')
  @Writes({ creates: '/api/v1/lots/{lotId}/chain', stream: STREAM })
  propose(
    @PathId('id') id: string,
    @Body() body: ProposeVoidDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = { lotId: id, reason: body.reason, evidence: body.evidence.map(plain) };
    return this.ledger.submit({ type: 'ProposeVoid', data, stream: `void-${id}` }, writer);
  }

  @Post(':id/void-proposals/review')
  @Permit('lot:review-void')
  @Writes({ stream: STREAM })
  review(
    @PathId('id') id: string,
    @Body() { decision, opinion = '' }: ReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = { lotId: id, decision, opinion };
    return this.ledger.submit({ type: 'ReviewVoid', data, stream: `void-${id}` }, writer);
  }

  @Post(':id/void')
  @Permit('lot:void')
  @Writes({ stream: STREAM })
  decide(
    @PathId('id') id: string,
    @Body() body: VoidLotDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { reason, decisionNo, evidence = [] } = body;
    const data = { lotId: id, reason, decisionNo, evidence: evidence.map(plain) };
    return this.ledger.submit({ type: 'VoidLot', data, stream: `void-${id}` }, writer);
  }

  @Get(':id/chain')
  @Permit('pool:read')
  chain(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    return this.chains.read(id, actor, query);
  }
}
