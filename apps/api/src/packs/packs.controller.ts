import { Body, Controller, Get, HttpCode, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, CivilDate, JsonObject } from '#kernel';
import type { PackScope } from '#libs/audit';
import type { Outcome } from '#libs/event-store';
import {
  CivilDateField,
  CurrentActor,
  invalidField,
  OneOf,
  PathId,
  Permit,
  PlaceField,
  Text,
  Writes,
} from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { PackWorks } from './pack-works.js';

const USUAL_PURPOSE = '监督检查';

class OrderPackDto {
  @OneOf(['LEDGER', 'PLACE']) scope!: 'LEDGER' | 'PLACE';
  /** These three with `PLACE`, and only then. */
  @PlaceField({ optional: true }) place?: string;
  @CivilDateField({ optional: true }) from?: CivilDate;
  @CivilDateField({ optional: true }) to?: CivilDate;
  /** 用途：what the pack is for; kept in the log. */
  @Text({ max: 200, optional: true }) purpose = USUAL_PURPOSE;
}

/** 审计包：the ledger to take home, with everything needed to verify it offline. */
@ApiTags('审计 audit')
@Controller('audit/packs')
export class PacksController {
  constructor(
    private readonly works: PackWorks,
    private readonly ledger: LedgerGateway,
  ) {}

  /** Orders a pack; the log keeps who ordered it and what for. It is built in the background. */
  @Post()
  @HttpCode(202)
  @Permit('audit-pack:make')
  @Writes({ stream: 'packs' })
  @ApiAcceptedResponse({ description: 'Being built: ask for it under its id.' })
  async order(@Body() body: OrderPackDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const data = { ...scopeIn(body), purpose: body.purpose };
    const outcome = await this.ledger.submit({ type: 'OrderAuditPack', data, stream: 'packs' }, writer);
    const id = outcome.ok && !outcome.dryRun ? outcome.answer['id'] : undefined;
    if (typeof id === 'string') await this.works.start(id, writer.actor);
    return outcome;
  }

  /** The zip, as `docs/audit-format.md` describes it; 202 while it is being built. */
  @Get(':id')
  @Permit('audit-pack:make')
  @ApiProduces('application/zip', 'application/json')
  @ApiAcceptedResponse({ description: 'Still being built.' })
  async pack(
    @PathId('id') id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonObject | StreamableFile> {
    const pack = await this.works.find(id, actor);
    if (pack.state === 'READY') {
      return new StreamableFile(pack.stream, {
        type: 'application/zip',
        length: pack.bytes,
        disposition: `attachment; filename="audit-pack-${id}.zip"`,
      });
    }
    void reply.code(202);
    return { id, state: pack.state };
  }
}

/** Errors: INVALID_FIELD for a half-named place. */
const scopeIn = ({ scope, place, from, to }: OrderPackDto): PackScope => {
  if (scope === 'LEDGER') {
    for (const [name, value] of Object.entries({ place, from, to }))
      if (value !== undefined) throw invalidField(name, { rule: 'UNKNOWN_FIELD' });
    return { scope };
  }
  if (place === undefined) throw invalidField('place', { rule: 'REQUIRED' });
  if (from === undefined) throw invalidField('from', { rule: 'REQUIRED' });
  if (to === undefined || to < from) throw invalidField('to', { rule: 'REQUIRED' });
  return { scope, place, from, to };
};
