import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, JsonObject } from '#kernel';
import { inboxOf, isOverdue, TASK_KIND_CODES, taskView, type Desk, type Task } from '#libs/inbox';
import {
  CurrentActor,
  EffectiveTime,
  KnownTime,
  languageOf,
  listed,
  ListQuery,
  Lists,
  OneOf,
  Permit,
  PlaceField,
  pointInTime,
  sortOf,
  type Listing,
} from '#libs/platform';
import { InboxDesk } from './inbox-desk.js';

const BASE = '/api/v1';
const SORTS = ['dueOn', 'since', 'kind', 'place'] as const;
const YES_OR_NO = ['true', 'false'] as const;

class InboxQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @OneOf(TASK_KIND_CODES, { optional: true }) kind?: string;
  @PlaceField({ optional: true }) place?: string;
  @OneOf(YES_OR_NO, { optional: true }) overdue?: string;
}

const asked = ({ kind, place, overdue }: InboxQuery, { today }: Desk): ((one: Task) => boolean) => {
  return (one) =>
    (kind === undefined || one.kind === kind) &&
    (place === undefined || one.subject.place === place) &&
    (overdue === undefined || String(isOverdue(one, today)) === overdue);
};

/** How many tasks there are of each kind, whatever the filter. */
const counted = (tasks: readonly Task[], { today }: Desk): JsonObject => {
  const kinds = TASK_KIND_CODES.map(
    (kind) => [kind, tasks.filter((one) => one.kind === kind).length] as const,
  );
  return {
    total: tasks.length,
    overdue: tasks.filter((one) => isOverdue(one, today)).length,
    byKind: Object.fromEntries(kinds.filter(([, count]) => count > 0)),
  };
};

const SORT_VALUES: Readonly<Record<(typeof SORTS)[number], (one: Task) => string>> = {
  dueOn: ({ due }) => due.on ?? 'never',
  since: ({ since }) => since,
  kind: ({ kind }) => kind,
  place: ({ subject }) => subject.place,
};

/** In the order asked for; where that says nothing, what is due first stays first. */
const ordered = (tasks: readonly Task[], sort: string | undefined): readonly Task[] => {
  const keys = sortOf(sort, SORTS);
  return tasks.toSorted((a, b) => {
    for (const { field, descending } of keys) {
      const [first, second] = [SORT_VALUES[field](a), SORT_VALUES[field](b)];
      if (first !== second) return first < second === descending ? 1 : -1;
    }
    return 0;
  });
};

/** 待办：what the signed-in officer has to do next. */
@ApiTags('待办 inbox')
@Controller('inbox')
export class InboxController {
  constructor(private readonly desk: InboxDesk) {}

  /** Earliest due date first. `counts` are over all of the officer's tasks, whatever the filter. */
  @Get()
  @Permit('inbox:read')
  @Lists()
  async read(
    @Query() query: InboxQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Listing> {
    const desk = await this.desk.of(actor, pointInTime(query));
    const tasks = inboxOf(actor, desk);
    const language = languageOf(request.headers['accept-language']);
    const views = ordered(tasks.filter(asked(query, desk)), query.sort).map((one) =>
      taskView(one, { today: desk.today, language, base: BASE }),
    );
    const counts = counted(tasks, desk);
    return { ...listed(views, query), figures: { asOf: desk.at, counts } };
  }
}
