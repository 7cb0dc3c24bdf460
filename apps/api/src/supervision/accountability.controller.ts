import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { VIOLATIONS } from '#contract/accountability';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Id,
  Lists,
  OneOf,
  PathId,
  Permit,
  PointInTimeQuery,
  Text,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { DocumentedDto, RecordAccountabilityDto } from './supervision.dto.js';
import { SupervisionRegisters } from './supervision-registers.js';

const STREAM = 'accountability-{place}';

class RecordsQuery extends RegisterQuery {
  @OneOf(VIOLATIONS, { optional: true }) violation?: string;
  @Id({ optional: true }) reference?: string;
  @Text({ optional: true, max: 200 }) documentNo?: string;
}

/** 问责记录：what followed from a violation, for whom, by whose document. */
@ApiTags('监督 supervision')
@Controller('accountability-records')
export class AccountabilityController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: SupervisionRegisters,
  ) {}

  @Post()
  @Permit('accountability:record')
  @Writes({ creates: '/api/v1/accountability-records/{id}', stream: STREAM })
  record(@Body() body: RecordAccountabilityDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const stream = `accountability-${body.place}`;
    return this.ledger.submit({ type: 'RecordAccountability', data: plain(body), stream }, writer);
  }

  @Post(':id/withdrawal')
  @Permit('accountability:record')
  @Writes({ stream: STREAM })
  async withdraw(
    @PathId('id') id: string,
    @Body() { documentNo, reason }: DocumentedDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const place = await this.registers.records.placeOf(id);
    const data = { id, place, documentNo, reason };
    const stream = `accountability-${place}`;
    return this.ledger.submit({ type: 'WithdrawAccountability', data, stream }, writer);
  }

  @Get()
  @Permit('finding:read')
  @Lists()
  list(@Query() query: RecordsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { violation, reference, documentNo } = query;
    return this.registers.records.list(query, actor, { violation, reference, documentNo });
  }

  @Get(':id')
  @Permit('finding:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.records.read(id, actor, query);
  }
}
