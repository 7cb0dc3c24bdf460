import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Id,
  Lists,
  PathId,
  Permit,
  PointInTimeQuery,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { HandOverDto, ReceiptDto, RecognitionDto } from './inspection.dto.js';
import { InspectionRegisters } from './inspection-registers.js';

const STREAM = 'evidence-{id}';

class PackagesQuery extends RegisterQuery {
  @Id({ optional: true }) inspectionId?: string;
  @Id({ optional: true }) holder?: string;
}

/** 证据移送与互认：evidence of an inspection between jurisdictions, hand to hand. */
@ApiTags('检查 inspections')
@Controller('evidence-packages')
export class EvidenceController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: InspectionRegisters,
  ) {}

  @Post(':id/handover')
  @Permit('inspection:conduct')
  @Writes({ stream: STREAM })
  handOver(
    @PathId('id') id: string,
    @Body() { to, documentNo }: HandOverDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('HandOverEvidence', { packageId: id, to, documentNo }, writer);
  }

  @Post(':id/receipt')
  @Permit('inspection:conduct')
  @Writes({ stream: STREAM })
  receive(
    @PathId('id') id: string,
    @Body() { digest, documentNo }: ReceiptDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('ReceiveEvidence', { packageId: id, digest, documentNo }, writer);
  }

  @Post(':id/recognition')
  @Permit('evidence:recognise')
  @Writes({ stream: STREAM })
  recognise(
    @PathId('id') id: string,
    @Body() { recognised, opinion, documentNo }: RecognitionDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('RecogniseEvidence', { packageId: id, recognised, opinion, documentNo }, writer);
  }

  @Get()
  @Permit('inspection:read')
  @Lists()
  list(@Query() query: PackagesQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { inspectionId, holder } = query;
    return this.registers.evidence.list(query, actor, { inspectionId, holder });
  }

  @Get(':id')
  @Permit('inspection:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.evidence.read(id, actor, query);
  }

  private step(
    type: string,
    data: Readonly<Record<string, unknown>> & { readonly packageId: string },
    writer: Writer,
  ): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `evidence-${data.packageId}` }, writer);
  }
}
