import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MEDIA, type Actor, type CivilMonth, type Medium } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Lists,
  MonthField,
  OneOf,
  PathId,
  Permit,
  PlaceField,
  PointInTimeQuery,
  Text,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import type { RecordMeasures } from '#libs/standing';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { StandingRegisters } from './standing-registers.js';

/** 整改措施；place, month, medium and indicator name the warning. */
export class RecordMeasuresDto {
  @PlaceField() place!: string;
  @MonthField() month!: CivilMonth;
  @OneOf(MEDIA) medium!: Medium;
  @Text({ max: 60 }) indicator!: string;
  @Text({ max: 2000, lines: true }) taken!: string;
  @Text({ max: 200, optional: true }) documentNo?: string;
}

class MeasuresQuery extends RegisterQuery {
  @MonthField({ optional: true }) month?: string;
  @OneOf(MEDIA, { optional: true }) medium?: string;
  @Text({ optional: true, max: 60 }) indicator?: string;
}

/** 整改措施：what areas did about their warnings. */
@ApiTags('监测与预警 readings')
@Controller('measures')
export class MeasuresController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: StandingRegisters,
  ) {}

  @Post()
  @Permit('measure:record')
  @Writes({ creates: '/api/v1/measures/{id}', stream: 'standing-{place}' })
  record(@Body() body: RecordMeasuresDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { place, month, medium, indicator, taken, documentNo = null } = body;
    const data: RecordMeasures = { place, month, medium, indicator, taken, documentNo };
    return this.ledger.submit({ type: 'RecordMeasures', data, stream: `standing-${place}` }, writer);
  }

  @Get()
  @Permit('warning:read')
  @Lists()
  list(@Query() query: MeasuresQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { month, medium, indicator } = query;
    return this.registers.measures.list(query, actor, { month, medium, indicator });
  }

  @Get(':id')
  @Permit('warning:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.measures.read(id, actor, query);
  }
}
