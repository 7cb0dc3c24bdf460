import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PLACES, type Actor, type JsonObject } from '#kernel';
import { CurrentActor, PathText, Permit } from '#libs/platform';
import type { PoolChanges } from '#libs/returns';
import { mayRead, poolPlace } from '../pools/pool-scope.js';
import { ChangesQuery } from './report.dto.js';
import { ReportBooks } from './report-books.js';

/** 知情变化：what the log learned of pools between two knowledge times. */
@ApiTags('储备库 pools')
@Controller('pools')
export class PoolChangesController {
  constructor(private readonly books: ReportBooks) {}

  /** Every pool of the reader of which anything was learned. */
  @Get('changes')
  @Permit('pool:read')
  async all(@Query() query: ChangesQuery, @CurrentActor() actor: Actor): Promise<JsonObject> {
    const places = PLACES.filter((place) => mayRead(actor, place));
    return { items: await this.books.allChanges(places, query) };
  }

  @Get(':id/changes')
  @Permit('pool:read')
  one(
    @PathText('id') id: string,
    @Query() query: ChangesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<PoolChanges> {
    poolPlace(id, actor);
    return this.books.changes(id, query);
  }
}
