import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  PLACES,
  POLLUTANTS,
  pollutantFacts,
  REFUSALS,
  refusalEntry,
  poolIdOf,
  tierOf,
  type RefusalCode,
} from '#kernel';
import { listed, ListQuery, Lists, Permit, type Listing } from '#libs/platform';

/** 基础数据：what the numbers, places and refusals mean. */
@ApiTags('基础数据 reference')
@Controller()
export class ReferenceController {
  @Get('pollutants')
  @Permit('reference:read')
  @Lists()
  pollutants(@Query() query: ListQuery): Listing {
    return listed(
      POLLUTANTS.map((code) => ({ ...pollutantFacts(code) })),
      query,
    );
  }

  @Get('places')
  @Permit('reference:read')
  @Lists()
  places(@Query() query: ListQuery): Listing {
    const items = PLACES.map((place) => ({ ...place, tier: tierOf(place), pool: poolIdOf(place.code) }));
    return listed(items, query);
  }

  /** Every code the service refuses with, its article and its words. */
  @Get('rules')
  @Permit('reference:read')
  @Lists()
  rules(@Query() query: ListQuery): Listing {
    const items = (Object.keys(REFUSALS) as RefusalCode[]).map((code) => {
      const { status, article, zh, en } = refusalEntry(code);
      return { code, status, article, zh: { ...zh }, en: { ...en } };
    });
    return listed(items, query);
  }
}
