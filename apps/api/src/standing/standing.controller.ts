import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answersFor, findPlace, liesWithin, MEDIA, type Actor, type JsonObject } from '#kernel';
import {
  CurrentActor,
  edgeRefusal,
  EffectiveTime,
  KnownTime,
  listed,
  ListQuery,
  Lists,
  MonthField,
  OneOf,
  PathText,
  Permit,
  PlaceField,
  PointInTimeQuery,
  Text,
  type Listing,
} from '#libs/platform';
import { WARNING_LEVELS } from '#libs/standing';
import { StandingBooks } from './standing-books.js';

class TimedListQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @PlaceField({ optional: true }) place?: string;
}

class WarningsQuery extends TimedListQuery {
  @MonthField({ optional: true }) month?: string;
  @OneOf(MEDIA, { optional: true }) medium?: string;
  @Text({ optional: true, max: 60 }) indicator?: string;
  @OneOf(WARNING_LEVELS, { optional: true }) level?: string;
}

const assertInScope = (place: string | undefined, actor: Actor): void => {
  if (place !== undefined && !answersFor(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
};

/** 达标与预警：computed, never stored. */
@ApiTags('达标 standing')
@Controller()
export class StandingController {
  constructor(private readonly books: StandingBooks) {}

  /** Of an officer's own place, and of those above and below it: an order over the county is the park's business. */
  @Get('standing/:place')
  @Permit('standing:read')
  standing(
    @PathText('place') place: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    if (!findPlace(place)) throw edgeRefusal('NOT_FOUND', { subject: `行政区划或园区 ${place}` });
    const related = answersFor(actor, place) || liesWithin(actor.place, place);
    if (!related) throw edgeRefusal('FORBIDDEN_PLACE', { place });
    return this.books.standing(place, query);
  }

  @Get('warnings')
  @Permit('warning:read')
  @Lists()
  async warnings(@Query() query: WarningsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    const { place, month, medium, indicator, level } = query;
    assertInScope(place, actor);
    const asked = Object.entries({ place, month, medium, indicator, level }).filter(
      ([, value]) => value !== undefined,
    );
    const warnings = await this.books.warnings(actor, query);
    return listed(
      warnings.filter((warning) => asked.every(([field, value]) => warning[field] === value)),
      query,
    );
  }

  /** Orders whose readings have improved, for the bureau's lead to lift. */
  @Get('lift-proposals')
  @Permit('warning:read')
  @Lists()
  async liftProposals(@Query() query: TimedListQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    assertInScope(query.place, actor);
    const proposals = await this.books.liftProposals(actor, query);
    return listed(
      proposals.filter(({ place }) => query.place === undefined || place === query.place),
      query,
    );
  }
}
