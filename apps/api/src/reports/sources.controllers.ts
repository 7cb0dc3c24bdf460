import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answersFor, PLACES, type Actor, type JsonObject } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  edgeRefusal,
  EffectiveTime,
  KnownTime,
  listed,
  ListQuery,
  Lists,
  PathText,
  Permit,
  PlaceField,
  PointInTimeQuery,
  Writes,
  type Listing,
} from '#libs/platform';
import type { CancelPermit, ImportTradeReport } from '#libs/returns';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { placesOf } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { CancelPermitDto, ImportTradeReportDto } from './report.dto.js';
import { ReportBooks } from './report-books.js';

const EVERYWHERE = PLACES.map(({ code }) => code);

class CancellationsQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @PlaceField({ optional: true }) place?: string;
}

/** 许可证注销：closed units, one of the three quarterly feeds. */
@ApiTags('报表 reports')
@Controller('permit-cancellations')
export class PermitCancellationsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly books: ReportBooks,
  ) {}

  @Post()
  @Permit('permit-cancellation:record')
  @Writes({ creates: '/api/v1/permit-cancellations/{id}', stream: 'permit-{id}' })
  record(@Body() body: CancelPermitDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { permitNo, unit, place, cancelledOn, reason } = body;
    const data: CancelPermit = { permitNo, unit: plain(unit), place, cancelledOn, reason };
    return this.ledger.submit({ type: 'CancelPermit', data, stream: `permit-${permitNo}` }, writer);
  }

  @Get()
  @Permit('permit-cancellation:read')
  @Lists()
  async list(@Query() query: CancellationsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { place } = query;
    if (place !== undefined && !answersFor(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
    const places = place === undefined ? placesOf(actor) : [place];
    return listed(await this.books.cancellations(places, query), query);
  }

  @Get(':id')
  @Permit('permit-cancellation:read')
  async read(
    @PathText('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    const row = (await this.books.cancellations(EVERYWHERE, query)).find(({ permitNo }) => permitNo === id);
    if (!row) throw edgeRefusal('NOT_FOUND', { subject: `许可证注销 ${id}` });
    if (!answersFor(actor, row.place)) throw edgeRefusal('FORBIDDEN_PLACE', { place: row.place });
    return row;
  }
}

/** 交易月报：published legs, to be held against each other. */
@ApiTags('报表 reports')
@Controller('trade-reports')
export class TradeReportsController {
  constructor(private readonly ledger: LedgerGateway) {}

  @Post()
  @Permit('trade-report:import')
  @Writes({ creates: '/api/v1/reports/reconciliation/{month}', stream: 'tradereport-{month}' })
  import(@Body() body: ImportTradeReportDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { month, source } = body;
    const legs = body.legs.map(({ party = null, ...leg }) => ({ ...leg, party }));
    const data: ImportTradeReport = { month, source, legs };
    return this.ledger.submit({ type: 'ImportTradeReport', data, stream: `tradereport-${month}` }, writer);
  }
}
