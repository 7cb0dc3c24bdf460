import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addDays,
  addMonths,
  civilDateOf,
  endOf,
  PLACES,
  POOL_TIERS,
  poolIdOf,
  tierOf,
  type Actor,
  type Instant,
  type JsonObject,
  type Place,
  type Pollutant,
  type PoolTier,
} from '#kernel';
import {
  CurrentActor,
  EffectiveTime,
  Id,
  KnownTime,
  listed,
  ListQuery,
  Lists,
  MonthField,
  OneOf,
  PathText,
  Permit,
  PointInTimeQuery,
  PollutantField,
  windowOf,
  type Listing,
} from '#libs/platform';
import { FIGURE_COLUMNS, type FigureName } from '#module/pool';
import { PoolBooks } from './pool-books.js';
import { mayRead, mayReadBalance, poolPlace } from './pool-scope.js';

class LotsQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @PollutantField({ optional: true }) pollutant?: Pollutant;
}

class BalancesQuery extends LotsQuery {
  @OneOf(POOL_TIERS, { optional: true }) tier?: PoolTier;
}

class JournalQuery extends LotsQuery {
  @Id({ optional: true }) lotId?: string;
  /** Only movements that change this figure: those that add up to it. */
  @OneOf(Object.keys(FIGURE_COLUMNS), { optional: true }) figure?: FigureName;
  /** Only movements effective in this month. */
  @MonthField({ optional: true }) month?: string;
}

const daysOf = (month: string | undefined): readonly [Instant, Instant] | undefined => {
  if (month === undefined) return undefined;
  const first = civilDateOf(`${month}-01`);
  return [endOf(addDays(first, -1)), endOf(addDays(addMonths(first, 1), -1))];
};

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

  /** 各库余额: a row for each pool and pollutant. */
  @Get('balances')
  @Permit('pool:read')
  @Lists()
  async balances(@Query() query: BalancesQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { tier, pollutant } = query;
    const rows = PLACES.filter((place) => mayReadBalance(actor, place))
      .filter((place) => tier === undefined || tierOf(place) === tier)
      .map(async (place) => {
        const { id, ...pool } = poolView(place, actor);
        const lines = await this.books.lines({ pool: poolIdOf(place.code), actor }, query);
        return lines
          .filter((line) => pollutant === undefined || line.pollutant === pollutant)
          .map((line) => ({ pool: id, ...pool, ...line }));
      });
    return listed((await Promise.all(rows)).flat(), query);
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
    const { pollutant, lotId, figure, month } = query;
    const filter = { pollutant, lotId, figure, period: daysOf(month) };
    return this.books.journal({ pool: id, actor }, query, { ...filter, ...windowOf(query) });
  }
}
