import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { SEVERITIES } from '#contract/inspection';
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
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { DocumentedDto } from './supervision.dto.js';
import { SupervisionRegisters } from './supervision-registers.js';

/** 无量审批, and what inspections find. */
const FINDING_KINDS = ['UNBACKED_APPROVAL', 'INSPECTION'] as const;

class FindingsQuery extends RegisterQuery {
  @OneOf(FINDING_KINDS, { optional: true }) kind?: string;
  @Text({ optional: true, max: 200 }) approvalNo?: string;
  @Text({ optional: true, max: 40 }) projectCode?: string;
  @Id({ optional: true }) inspectionId?: string;
  @OneOf(SEVERITIES, { optional: true }) severity?: string;
}

/** 问题：approvals without quota, until they are covered or closed by a document; what inspections found, until closed. */
@ApiTags('监督 supervision')
@Controller('findings')
export class FindingsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: SupervisionRegisters,
  ) {}

  @Post(':id/closure')
  @Permit('finding:close')
  @Writes({ stream: ['eia-{place}', 'finding-{place}'] })
  async close(
    @PathId('id') id: string,
    @Body() { documentNo, reason }: DocumentedDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const place = await this.registers.findings.placeOf(id);
    const data = { id, place, documentNo, reason };
    const close =
      (await this.registers.findings.kindOf(id)) === 'INSPECTION'
        ? { type: 'CloseInspectionFinding', data, stream: `finding-${place}` }
        : { type: 'CloseFinding', data, stream: `eia-${place}` };
    return this.ledger.submit(close, writer);
  }

  @Get()
  @Permit('finding:read')
  @Lists()
  list(@Query() query: FindingsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { kind, approvalNo, projectCode, inspectionId, severity } = query;
    const equals = { kind, approvalNo, projectCode, inspectionId, severity };
    return this.registers.findings.list(query, actor, equals);
  }

  @Get(':id')
  @Permit('finding:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.findings.read(id, actor, query);
  }
}
