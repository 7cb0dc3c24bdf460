import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { answersFor, answersForAll, type JsonObject, PLACES } from '#kernel';
import { MOST_EXPORTED } from '../../http/exporter.js';
import { InstantField, Text, WholeText } from '../../http/fields.js';
import type { Listing } from '../../http/listing.js';
import { Lists, WholeQuery } from '../../http/lists.js';
import { CurrentAccount, Permit } from '../access.js';
import type { Account } from '../accounts.js';
import { AccessLog } from './access-log.js';
import type { AccessRow } from './entry.js';

class AccessLogQuery extends WholeQuery {
  @WholeText({ min: 0, max: 999_999_999, optional: true }) readonly after: number = 0;
  @WholeText({ min: 1, max: 1000, optional: true }) readonly limit: number = 100;
  @Text({ optional: true, max: 140 }) readonly account?: string;
  @Text({ optional: true, max: 120 }) readonly act?: string;
  @Text({ optional: true, max: 60 }) readonly outcome?: string;
  @InstantField({ optional: true }) readonly from?: string;
  @InstantField({ optional: true }) readonly until?: string;
}

const shown = ({ detail, trace_id: traceId, ...row }: AccessRow): JsonObject => ({
  ...row,
  detail: JSON.parse(detail) as JsonObject,
  traceId,
});

/** What a reader may see of the log: nothing bounds who answers for all places. */
const placesOf = (reader: Account): readonly string[] | undefined =>
  answersForAll(reader)
    ? undefined
    : PLACES.map(({ code }) => code).filter((code) => answersFor(reader, code));

/** 访问日志: for the audit administrator alone, of the own places. Each look at it is itself a row. */
@ApiTags('访问日志 access log')
@Controller('access-log')
export class AccessLogController {
  constructor(private readonly log: AccessLog) {}

  @Get()
  @Permit('access-log:read')
  @Lists()
  @ApiOperation({ summary: '访问日志 Rows in order; ask again with `after` set to `next`, null at the end' })
  async read(@Query() query: AccessLogQuery, @CurrentAccount() reader: Account): Promise<Listing> {
    // One row more than a file holds, so that a log too long for one is refused and not cut off.
    const { whole, after, account, act, outcome, from, until } = query;
    const limit = whole === 'true' ? MOST_EXPORTED + 1 : query.limit;
    const asked = { after, account, act, outcome, from, until, limit };
    const rows = await this.log.page(asked, placesOf(reader));
    const next = rows.length < limit ? null : (rows.at(-1)?.seq ?? null);
    return { items: rows.map(shown), total: rows.length, figures: { next }, onwards: true };
  }
}
