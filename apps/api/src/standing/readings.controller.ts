import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { MEDIA, type Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  languageOf,
  Lists,
  MonthField,
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
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { BulkReadings } from './bulk-readings.js';
import { BulkReadingsDto, CorrectReadingDto, ReadingDto } from './reading.dto.js';
import { toCorrectReading, toRecordReading } from './standing.commands.js';
import { StandingRegisters } from './standing-registers.js';

class ReadingsQuery extends RegisterQuery {
  @MonthField({ optional: true }) month?: string;
  @OneOf(MEDIA, { optional: true }) medium?: string;
  @Text({ optional: true, max: 60 }) indicator?: string;
}

/** 月度监测：what the monitors measured, month by month. */
@ApiTags('监测与预警 readings')
@Controller('readings')
export class ReadingsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: StandingRegisters,
    private readonly bulk: BulkReadings,
  ) {}

  @Post()
  @Permit('reading:record')
  @Writes({ creates: '/api/v1/readings/{id}', stream: 'standing-{place}' })
  record(@Body() body: ReadingDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const data = toRecordReading(body);
    return this.ledger.submit({ type: 'RecordReading', data, stream: `standing-${data.place}` }, writer);
  }

  /** Every row is judged for itself and answered in its place; a malformed row refuses the whole request. */
  @Post('bulk')
  @Permit('reading:record')
  @Writes()
  recordAll(
    @Body() body: BulkReadingsDto,
    @CurrentWriter() writer: Writer,
    @Req() request: FastifyRequest,
  ): Promise<Outcome> {
    const language = languageOf(request.headers['accept-language']);
    return this.bulk.record(body.items, writer, { language, traceId: request.id });
  }

  /** 更正：figures left out stay as they were. */
  @Post(':id/correction')
  @Permit('reading:record')
  @Writes({ creates: '/api/v1/readings/{id}', stream: 'standing-{place}' })
  async correct(
    @PathId('id') id: string,
    @Body() body: CorrectReadingDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const place = await this.registers.readings.placeOf(id);
    const data = toCorrectReading({ id, place }, body);
    return this.ledger.submit({ type: 'CorrectReading', data, stream: `standing-${place}` }, writer);
  }

  @Get()
  @Permit('reading:read')
  @Lists()
  list(@Query() query: ReadingsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { month, medium, indicator } = query;
    return this.registers.readings.list(query, actor, { month, medium, indicator });
  }

  @Get(':id')
  @Permit('reading:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.readings.read(id, actor, query);
  }
}
