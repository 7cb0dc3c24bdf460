import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { accountsOf, type Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Lists,
  PathId,
  Permit,
  PlaceField,
  PointInTimeQuery,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { RegisterQuery } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import {
  InspectionFindingDto,
  InspectionStepDto,
  OfflineNotesDto,
  PackageEvidenceDto,
  PlanInspectionDto,
} from './inspection.dto.js';
import { InspectionProofs } from './inspection-proofs.js';
import { InspectionRegisters } from './inspection-registers.js';

const STREAM = 'inspection-{id}';
const accountOf = ({ id }: Actor): string => accountsOf(id)[0] ?? id;

class InspectionsQuery extends RegisterQuery {
  @PlaceField({ optional: true }) lead?: string;
}

/** 检查：planned, taken in eight steps, with a sample that nobody picks. */
@ApiTags('检查 inspections')
@Controller('inspections')
export class InspectionsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: InspectionRegisters,
    private readonly proofs: InspectionProofs,
  ) {}

  @Post()
  @Permit('inspection:conduct')
  @Writes({ creates: '/api/v1/inspections/{id}', stream: STREAM })
  plan(@Body() body: PlanInspectionDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { places, from, to, samples = [], officers = [accountOf(writer.actor)], title = '' } = body;
    const [only, ...others] = places;
    const place = body.host ?? (others.length === 0 && only !== undefined ? only : writer.actor.place);
    const lead = body.lead ?? place;
    const data = { title, places, place, lead, from, to, officers, samples: samples.map(plain) };
    return this.ledger.submit({ type: 'PlanInspection', data }, writer);
  }

  /** 八步法：the next step, in order. */
  @Post(':id/steps')
  @Permit('inspection:conduct')
  @Writes({ stream: STREAM })
  step(
    @PathId('id') inspectionId: string,
    @Body() body: InspectionStepDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { step, place, officers = [accountOf(writer.actor)], at = null } = body;
    const coordinates = body.coordinates ? plain(body.coordinates) : null;
    const data = { inspectionId, step, at, place, coordinates, officers, file: plain(body.file) };
    return this.onInspection('TakeInspectionStep', data, writer);
  }

  /** 随机抽样：by the first checkpoint given out after the plan; asked again, the same. */
  @Post(':id/samples')
  @Permit('inspection:conduct')
  @Writes({ stream: STREAM })
  async draw(@PathId('id') inspectionId: string, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const checkpoint = await this.proofs.drawing(inspectionId);
    return this.onInspection('DrawSample', { inspectionId, checkpoint }, writer);
  }

  /** 检查发现问题：listed with all others under `/findings`, and closed there. */
  @Post(':id/findings')
  @Permit('inspection:conduct')
  @Writes({ creates: '/api/v1/findings/{id}', stream: 'finding-{place}' })
  find(
    @PathId('id') inspectionId: string,
    @Body() body: InspectionFindingDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { place, severity, facts, evidence = [] } = body;
    const { violation = null, subject = null, dueOn = null } = body;
    const about = { place, severity, violation, subject, facts, dueOn };
    const data = { inspectionId, ...about, evidence: evidence.map(plain) };
    return this.ledger.submit({ type: 'RaiseInspectionFinding', data, stream: `finding-${place}` }, writer);
  }

  /** 离线记录并入：the file that `verify.html` exported; the same file again changes nothing. */
  @Post(':id/offline-notes')
  @Permit('inspection:conduct')
  @Writes({ stream: STREAM })
  async merge(
    @PathId('id') inspectionId: string,
    @Body() body: OfflineNotesDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { size = null, madeAt = null, madeBy = null, verdict = null, findings = [] } = body;
    const found = findings.map(({ code, position = null, field = null }) => ({ code, position, field }));
    const notes = body.notes.map(({ position = null, text, takenAt }) => ({ position, text, takenAt }));
    const resting = await this.proofs.restingOn(body.checkpoint);
    const pack = { size, madeAt, madeBy, verdict, findings: found };
    return this.onInspection('MergeOfflineNotes', { inspectionId, ...resting, pack, notes }, writer);
  }

  /** 证据包：what the steps left behind and what is given here. */
  @Post(':id/evidence-packages')
  @Permit('inspection:conduct')
  @Writes({ creates: '/api/v1/evidence-packages/{id}', stream: 'evidence-{id}' })
  pack(
    @PathId('id') inspectionId: string,
    @Body() { files = [] }: PackageEvidenceDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = { inspectionId, files: files.map(plain) };
    return this.ledger.submit({ type: 'PackageEvidence', data }, writer);
  }

  @Get()
  @Permit('inspection:read')
  @Lists()
  list(@Query() query: InspectionsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.inspections.list(query, actor, { lead: query.lead });
  }

  @Get(':id')
  @Permit('inspection:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.inspections.read(id, actor, query);
  }

  private onInspection(type: string, data: InspectionData, writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `inspection-${data.inspectionId}` }, writer);
  }
}

type InspectionData = Readonly<Record<string, unknown>> & { readonly inspectionId: string };
