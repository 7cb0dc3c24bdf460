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
  WholeText,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { PublishAssessmentDto, RecordAssessmentDto } from './assessment.dto.js';
import { toRecordAssessment } from './standing.commands.js';
import { StandingRegisters } from './standing-registers.js';

const STREAM = 'standing-{place}';

class AssessmentsQuery extends RegisterQuery {
  @WholeText({ min: 2021, max: 2100, optional: true }) year?: number;
}

/** 年度考核：drafted by the monitors and the element divisions, published by the leading group. */
@ApiTags('年度考核 assessments')
@Controller('assessments')
export class AssessmentsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: StandingRegisters,
  ) {}

  @Post()
  @Permit('assessment:record')
  @Writes({ creates: '/api/v1/assessments/{id}', stream: STREAM })
  record(@Body() body: RecordAssessmentDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const data = toRecordAssessment(body);
    return this.ledger.submit({ type: 'RecordAssessment', data, stream: `standing-${data.place}` }, writer);
  }

  @Post(':id/publish')
  @Permit('assessment:publish')
  @Writes({ stream: STREAM })
  async publish(
    @PathId('id') id: string,
    @Body() body: PublishAssessmentDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const place = await this.registers.assessments.placeOf(id);
    const data = { id, place, decisionNo: body.decisionNo ?? null };
    return this.ledger.submit({ type: 'PublishAssessment', data, stream: `standing-${place}` }, writer);
  }

  @Get()
  @Permit('assessment:read')
  @Lists()
  list(@Query() query: AssessmentsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.assessments.list(query, actor, { year: query.year?.toString() });
  }

  @Get(':id')
  @Permit('assessment:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.assessments.read(id, actor, query);
  }
}
