import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PLACES, poolIdOf, tierOf, type Actor, type JsonObject, type Place, type Pollutant } from '#kernel';
import {
  CurrentActor,
  EffectiveTime,
  KnownTime,
  listed,
  ListQuery,
  Lists,
  PathText,
  Permit,
  PointInTimeQuery,
  PollutantField,
  windowOf,
  type Listing,
} from '#libs/platform';
import { PoolBooks } from './pool-books.js';
import { mayRead, mayReadBalance, poolPlace } from './pool-scope.js';

class LotsQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @PollutantField({ optional: true }) pollutant?: Pollutant;
}

class JournalQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
}

/** `detailed`: whether the reader may also see its lots and movements. */
const poolView = (place: Place, actor: Actor): JsonObject => ({
  id: poolIdOf(place.code),
  place: place.code,
  name: place.name,
  tier: tierOf(place),
  detailed: mayRead(actor, place),
});

/** 储备库：balances, lots and movements, now or at any two times. */
@ApiTags('储备库 pools')
@Controller('pools')
export class PoolsController {
  constructor(private readonly books: PoolBooks) {}

  @Get()
  @Permit('pool:read')
  @Lists()
  list(@Query() query: ListQuery, @CurrentActor() actor: Actor): Listing {
    return listed(
      PLACES.filter((place) => mayReadBalance(actor, place)).map((place) => poolView(place, actor)),
      query,
    );
  }

  @Get(':id')
  @Permit('pool:read')
  async read(
    @PathText('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    return {
      ...poolView(poolPlace(id, actor, mayReadBalance), actor),
      ...(await this.books.balance({ pool: id, actor }, query)),
    };
  }

  @Get(':id/balance')
  @Permit('pool:read')
  balance(
    @PathText('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    poolPlace(id, actor, mayReadBalance);
    return this.books.balance({ pool: id, actor }, query);
  }

  @Get(':id/lots')
  @Permit('pool:read')
  @Lists()
  lots(
    @PathText('id') id: string,
    @Query() query: LotsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Listing> {
    poolPlace(id, actor);
    return this.books.lots({ pool: id, actor }, query, { pollutant: query.pollutant, ...windowOf(query) });
  }

  @Get(':id/journal')
  @Permit('pool:read')
  @Lists()
  journal(
    @PathText('id') id: string,
    @Query() query: JournalQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Listing> {
    poolPlace(id, actor);
    return this.books.journal({ pool: id, actor }, query, windowOf(query));
  }
}
