import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answersFor, findPlace, type Actor, type JsonObject, type Place } from '#kernel';
import type { Outcome } from '#libs/event-store';
import { CurrentActor, edgeRefusal, PathId, Permit, PointInTimeQuery, Writes } from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import {
  AwardPath,
  ComputeAwardDto,
  ConfirmAwardDto,
  ConsentDto,
  DischargeDto,
  SetTargetsDto,
} from './park.dto.js';
import { toSetParkTarget } from './standing.commands.js';
import { StandingBooks } from './standing-books.js';

const STANDING = 'standing-{park}';
const AWARD = 'award-{id}';

const missing = (subject: string): Error => edgeRefusal('NOT_FOUND', { subject });

const parkAt = (id: string): Place => {
  const place = findPlace(id);
  if (place?.kind !== 'PARK') throw missing(`园区 ${id}`);
  return place;
};

const AWARD_ID = /^(.+)-(\d{4})$/;
/** An award is one park's for one year, and its id says both. */
const awardAct = (id: string): { readonly park: string; readonly year: number } => {
  const [, park = '', year = ''] = AWARD_ID.exec(id) ?? [];
  if (findPlace(park)?.kind !== 'PARK') throw missing(`奖励额度 ${id}`);
  return { park, year: Number(year) };
};

/** 限值限量园区：yearly targets, allowed and actual discharge, and the award for staying below. */
@ApiTags('园区 parks')
@Controller()
export class ParksController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly books: StandingBooks,
  ) {}

  @Get('parks/:id')
  @Permit('park:read')
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    const park = parkAt(id);
    if (!answersFor(actor, id)) throw edgeRefusal('FORBIDDEN_PLACE', { place: id });
    return this.books.park(park, query);
  }

  @Post('parks/:id/targets')
  @Permit('park:set-limits')
  @Writes({ stream: STANDING })
  setTargets(
    @PathId('id') id: string,
    @Body() body: SetTargetsDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.act('SetParkTarget', toSetParkTarget(parkAt(id).code, body), writer);
  }

  @Post('parks/:id/targets/consent')
  @Permit('park:consent')
  @Writes({ stream: STANDING })
  consent(
    @PathId('id') id: string,
    @Body() body: ConsentDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { year, documentNo } = body;
    return this.act('ConsentParkTarget', { park: parkAt(id).code, year, documentNo }, writer);
  }

  @Post('parks/:id/allowed')
  @Permit('park:set-limits')
  @Writes({ stream: STANDING })
  setAllowed(
    @PathId('id') id: string,
    @Body() body: DischargeDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.discharge('SetParkAllowed', id, { body, writer });
  }

  @Post('parks/:id/actual')
  @Permit('park:set-limits')
  @Writes({ stream: STANDING })
  setActual(
    @PathId('id') id: string,
    @Body() body: DischargeDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.discharge('SetParkActual', id, { body, writer });
  }

  @Post('parks/:id/awards')
  @Permit('award:compute')
  @Writes({ creates: '/api/v1/parks/{park}', stream: AWARD })
  compute(
    @PathId('id') id: string,
    @Body() body: ComputeAwardDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { year, lines } = body;
    const park = parkAt(id).code;
    const data = { park, year, ...(lines && { lines: lines.map(plain) }) };
    return this.ledger.submit({ type: 'ComputeAward', data, stream: `award-${park}-${year}` }, writer);
  }

  @Post('parks/:id/awards/:awardId/confirmation')
  @Permit('award:confirm')
  @Writes({ stream: AWARD })
  confirmAtPark(
    @Param() { id, awardId }: AwardPath,
    @Body() body: ConfirmAwardDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    if (awardAct(awardId).park !== id) throw missing(`奖励额度 ${awardId}`);
    return this.confirm(awardId, body, writer);
  }

  /** An award's id names its park, so the shorter path says as much. */
  @Post('awards/:id/confirmation')
  @Permit('award:confirm')
  @Writes({ stream: AWARD })
  confirm(
    @PathId('id') id: string,
    @Body() body: ConfirmAwardDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = { ...awardAct(id), documentNo: body.documentNo };
    return this.ledger.submit({ type: 'ConfirmAward', data, stream: `award-${id}` }, writer);
  }

  private discharge(
    type: string,
    id: string,
    { body, writer }: { readonly body: DischargeDto; readonly writer: Writer },
  ): Promise<Outcome> {
    const { year, basis, lines } = body;
    return this.act(type, { park: parkAt(id).code, year, basis, lines: lines.map(plain) }, writer);
  }

  private act<D extends { readonly park: string }>(type: string, data: D, writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `standing-${data.park}` }, writer);
  }
}
