import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, CivilMonth, CivilQuarter } from '#kernel';
import type { Outcome } from '#libs/event-store';
import { CurrentActor, PathMonth, PathQuarter, PathText, PathYear, Permit, Writes } from '#libs/platform';
import {
  returnStream,
  type AnnualLinkage,
  type PoolStatement,
  type QuarterlyReturn,
  type Reconciliation,
  type RegionalFeed,
  type ReturnStatus,
  type TaskDeductions,
} from '#libs/returns';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { ReportFiles } from '../papers/report-files.js';
import { poolPlace } from '../pools/pool-scope.js';
import { KnownQuery, ReportQuery, StatementQuery, SubmitReturnDto } from './report.dto.js';
import { ReportBooks } from './report-books.js';
import { areaFor, placeFor } from './report-place.js';

/** 报表：each the same bytes again for the same two times; `position` stands where others print the hour. */
@ApiTags('报表 reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly books: ReportBooks,
    private readonly ledger: LedgerGateway,
  ) {}

  /** 季度调度：EIA approvals, permit cancellations, balance registrations, and what is missing at `asOf`. */
  @Get('quarterly/:quarter')
  @Permit('report:read')
  @ReportFiles('季度调度报表')
  quarterly(
    @PathQuarter('quarter') quarter: CivilQuarter,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<QuarterlyReturn> {
    return this.books.quarterly({ quarter, place: placeFor(actor, query.place) }, query);
  }

  @Get('quarterly/:quarter/submission')
  @Permit('report:read')
  submission(
    @PathQuarter('quarter') quarter: CivilQuarter,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ReturnStatus> {
    return this.books.returnStatus({ quarter, place: placeFor(actor, query.place) }, query);
  }

  /** Hands in the return as it stands now; the digest is that of the JSON `GET` gives at the position named. */
  @Post('quarterly/:quarter/submission')
  @Permit('return:submit')
  @Writes({ creates: '/api/v1/reports/quarterly/{quarter}/submission', stream: 'return-{place}-{quarter}' })
  async submit(
    @PathQuarter('quarter') quarter: CivilQuarter,
    @Body() { place }: SubmitReturnDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = await this.books.submission({ quarter, place: placeFor(writer.actor, place) });
    const stream = returnStream(data.place, quarter);
    return this.ledger.submit({ type: 'SubmitQuarterlyReturn', data, stream }, writer);
  }

  /** 年度联动 (第五条). */
  @Get('annual/:year')
  @Permit('report:read')
  @ReportFiles('年度联动与平衡报告')
  annual(
    @PathYear('year') year: number,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AnnualLinkage> {
    return this.books.annual({ year, place: placeFor(actor, query.place) }, query);
  }

  /** 任务扣减清单：reductions formed in the year. */
  @Get('task-deductions/:year')
  @Permit('report:read')
  @ReportFiles('任务扣减清单')
  taskDeductions(
    @PathYear('year') year: number,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<TaskDeductions> {
    return this.books.taskDeductions({ year, place: placeFor(actor, query.place) }, query);
  }

  /** 长三角区域共享：lots credited in the year, without private data. */
  @Get('regional/:year')
  @Permit('report:read')
  @ReportFiles('长三角区域共享报告')
  regional(
    @PathYear('year') year: number,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegionalFeed> {
    return this.books.regional({ year, place: areaFor(actor, query.place) }, query);
  }

  /** 交易对账：sold against bought, as the monthly reports state them. */
  @Get('reconciliation/:month')
  @Permit('report:read')
  @ReportFiles('交易对账表')
  reconciliation(@PathMonth('month') month: CivilMonth, @Query() query: KnownQuery): Promise<Reconciliation> {
    return this.books.reconciliation(month, query);
  }

  /** 储备库对账单：opening, movements and closing by effective day. */
  @Get('pool-statement/:poolId')
  @Permit('report:read')
  @ReportFiles('储备库对账单')
  statement(
    @PathText('poolId') poolId: string,
    @Query() query: StatementQuery,
    @CurrentActor() actor: Actor,
  ): Promise<PoolStatement> {
    poolPlace(poolId, actor);
    return this.books.statement(poolId, query);
  }
}
