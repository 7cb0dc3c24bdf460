import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { MEASURES } from '#contract/reduction';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Lists,
  OneOf,
  PathId,
  Permit,
  PointInTimeQuery,
  Text,
  Uscc,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { RegisterQuery, Registers } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { toFileReduction } from './reduction.commands.js';
import { BookUseDto, FileReductionDto } from './reduction.dto.js';

const STREAM = 'reduction-{id}';

class ReductionsQuery extends RegisterQuery {
  @Text({ optional: true, max: 40 }) permitNo?: string;
  @OneOf(MEASURES, { optional: true }) measure?: string;
  @Uscc({ optional: true }) uscc?: string;
}

/** 减排量：filed once, with every use on record. */
@ApiTags('减排量 reductions')
@Controller('reductions')
export class ReductionsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: Registers,
  ) {}

  @Post()
  @Permit('reduction:file')
  @Writes({ creates: '/api/v1/reductions/{id}', stream: STREAM })
  file(@Body() body: FileReductionDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type: 'FileReduction', data: toFileReduction(body) }, writer);
  }

  @Post(':id/uses')
  @Permit('reduction:use')
  @Writes({ stream: STREAM })
  book(
    @PathId('id') id: string,
    @Body() body: BookUseDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { use, reference, lines } = body;
    const data = { reductionId: id, use, reference, lines: lines.map(plain) };
    return this.ledger.submit({ type: 'BookReductionUse', data, stream: `reduction-${id}` }, writer);
  }

  @Get()
  @Permit('reduction:read')
  @Lists()
  list(@Query() query: ReductionsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { permitNo, measure, uscc } = query;
    return this.registers.reductions.list(query, actor, { permitNo, measure, 'unit.uscc': uscc });
  }

  @Get(':id')
  @Permit('reduction:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.reductions.read(id, actor, query);
  }
}
