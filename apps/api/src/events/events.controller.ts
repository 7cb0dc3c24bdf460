import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answersForAll, type Actor, type JsonObject } from '#kernel';
import { CurrentActor, edgeRefusal, Permit, Text, WholeText } from '#libs/platform';
import { EventLog } from './event-log.js';
import { LogDensity } from './log-density.js';

class EventsQuery {
  @WholeText({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true }) after = 0;
  @WholeText({ min: 1, max: 1000, optional: true }) limit = 100;
  @Text({ optional: true, max: 200 }) stream?: string;
  @Text({ optional: true, max: 100 }) type?: string;
}

/** 事件：the log itself, exact bytes and decoded. */
@ApiTags('事件 events')
@Controller('events')
export class EventsController {
  constructor(
    private readonly log: EventLog,
    private readonly density: LogDensity,
  ) {}

  /**
   * The log is one chain and is read whole, by those who answer for every place it tells of.
   * Ask again with `after` set to `next` for the rest; `next` is null at the end.
   */
  @Get()
  @Permit('event:read')
  read(@Query() query: EventsQuery, @CurrentActor() actor: Actor): Promise<JsonObject> {
    mustAnswerForAll(actor);
    return this.log.page(query);
  }

  /** How far the log had come at the end of evenly spaced days: `{items: [{until, position}]}`, for a time axis. */
  @Get('density')
  @Permit('event:read')
  async overTime(@CurrentActor() actor: Actor): Promise<JsonObject> {
    mustAnswerForAll(actor);
    return { items: (await this.density.read()).map((step) => ({ ...step })) };
  }
}

const mustAnswerForAll = (actor: Actor): void => {
  if (!answersForAll(actor)) throw edgeRefusal('FORBIDDEN_PLACE', { place: '全部地区 all places' });
};
