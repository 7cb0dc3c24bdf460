import { Injectable } from '@nestjs/common';
import {
  liesWithin,
  PLACES,
  poolIdOf,
  type CivilDate,
  type CivilMonth,
  type CivilQuarter,
  type Place,
} from '#kernel';
import { Clock, EventStore } from '#libs/event-store';
import { invalidField, knownPosition, pointInTime, type PointInTimeQuery } from '#libs/platform';
import { policyFold } from '#libs/policy';
import {
  ANNUAL_SOURCES,
  annualLinkage,
  AUDIT_SOURCES,
  auditFindings,
  CANCELLATION_SOURCES,
  inspectionRecord,
  permitCancellations,
  poolChanges,
  poolStatement,
  QUARTERLY_SOURCES,
  quarterlyReturn,
  reconciliation,
  REGIONAL_SOURCES,
  regionalFeed,
  returnStatus,
  returnStream,
  submissionOf,
  TASK_DEDUCTION_SOURCES,
  taskDeductions,
  tradeReportStream,
  WORK_SOURCES,
  workReport,
  type AnnualLinkage,
  type AuditFindings,
  type CancellationRow,
  type InspectionRecord,
  type PoolChanges,
  type PoolStatement,
  type QuarterlyReturn,
  type Reconciliation,
  type RegionalFeed,
  type ReturnStatus,
  type SubmitQuarterlyReturn,
  type TaskDeductions,
  type WorkReport,
} from '#libs/returns';
import { LEDGER } from '../ledger/ledger.constants.js';
import { LogScan } from './log-scan.js';

export interface QuarterOf {
  readonly quarter: CivilQuarter;
  readonly place: string;
}
export interface YearOf {
  readonly year: number;
  readonly place: string;
}
export interface KnownBetween {
  readonly asOf?: string;
  readonly knownFrom?: string;
  readonly knownTo?: string;
}

/** 报表：reads what a report is made from, at two times, and has it made; nothing of it is stored. */
@Injectable()
export class ReportBooks {
  constructor(
    private readonly store: EventStore,
    private readonly log: LogScan,
    private readonly clock: Clock,
  ) {}

  async quarterly(of: QuarterOf, query: PointInTimeQuery): Promise<QuarterlyReturn> {
    const { asOf, upTo } = await this.times(query);
    return quarterlyReturn(await this.log.events({ types: QUARTERLY_SOURCES, upTo }), { ...of, asOf });
  }

  /** What a submission of the return says when it is made now. */
  async submission(of: QuarterOf): Promise<SubmitQuarterlyReturn> {
    const upTo = await this.log.head();
    const report = quarterlyReturn(await this.log.events({ types: QUARTERLY_SOURCES, upTo }), of);
    return submissionOf(report, upTo);
  }

  async returnStatus(of: QuarterOf, query: PointInTimeQuery): Promise<ReturnStatus> {
    const { upTo } = await this.times(query);
    const streams = [policyFold.prefix, returnStream(of.place, of.quarter)];
    return returnStatus(await this.log.streams(streams, upTo), of);
  }

  /** 许可证注销台账 of the places given, newest first. */
  async cancellations(
    places: readonly string[],
    query: PointInTimeQuery,
  ): Promise<readonly CancellationRow[]> {
    const { asOf = this.clock.now(), upTo } = await this.times(query);
    const events = await this.log.events({ types: CANCELLATION_SOURCES, upTo });
    return permitCancellations(events, asOf).filter(({ place }) => places.includes(place));
  }

  async annual(of: YearOf, query: PointInTimeQuery): Promise<AnnualLinkage> {
    const { asOf, upTo } = await this.times(query);
    return annualLinkage(await this.log.events({ types: ANNUAL_SOURCES, upTo }), { ...of, asOf });
  }

  async taskDeductions(of: YearOf, query: PointInTimeQuery): Promise<TaskDeductions> {
    const { asOf, upTo } = await this.times(query);
    return taskDeductions(await this.log.events({ types: TASK_DEDUCTION_SOURCES, upTo }), { ...of, asOf });
  }

  async regional(of: YearOf, query: PointInTimeQuery): Promise<RegionalFeed> {
    const { asOf, upTo } = await this.times(query);
    return regionalFeed(await this.log.events({ types: REGIONAL_SOURCES, upTo }), { ...of, asOf });
  }

  async work(of: YearOf, query: PointInTimeQuery): Promise<WorkReport> {
    const { asOf, upTo } = await this.times(query);
    return workReport(await this.log.events({ types: WORK_SOURCES, upTo }), { ...of, asOf });
  }

  async findings(of: YearOf, query: PointInTimeQuery): Promise<AuditFindings> {
    const { asOf, upTo } = await this.times(query);
    return auditFindings(await this.log.events({ types: AUDIT_SOURCES, upTo }), { ...of, asOf });
  }

  /** 检查记录, with the findings inside the places it goes to; the inspection has to be there at that position. */
  async inspection(
    id: string,
    places: readonly string[],
    query: { readonly knownAt?: string },
  ): Promise<InspectionRecord> {
    const { upTo } = await this.times(query);
    const inside = PLACES.filter(({ code }) => places.some((place) => liesWithin(code, place)));
    const streams = [`inspection-${id}`, ...inside.map(({ code }) => `finding-${code}`)];
    return inspectionRecord(await this.log.streams(streams, upTo), id);
  }

  async reconciliation(month: CivilMonth, query: PointInTimeQuery): Promise<Reconciliation> {
    const { upTo } = await this.times(query);
    return reconciliation(await this.log.streams([tradeReportStream(month)], upTo), month);
  }

  /** Errors: INVALID_MEANING when the period ends before it begins. */
  async statement(
    pool: string,
    { from, to, knownAt }: { readonly from: CivilDate; readonly to: CivilDate; readonly knownAt?: string },
  ): Promise<PoolStatement> {
    if (from > to) throw invalidField('to', { rule: 'ENDS_BEFORE_START' });
    const { upTo } = await this.times(knownAt === undefined ? {} : { knownAt });
    return poolStatement(await this.log.streams([pool], upTo), { pool, from, to });
  }

  /** Errors: INVALID_FIELD without `knownFrom`; INVALID_MEANING when it lies after `knownTo`. */
  async changes(pool: string, query: KnownBetween): Promise<PoolChanges> {
    const question = await this.known(query);
    return poolChanges(await this.log.streams([pool], question.knownTo), { pool, ...question });
  }

  /** The pools of some places of which the log learned anything in between. */
  async allChanges(places: readonly Place[], query: KnownBetween): Promise<readonly PoolChanges[]> {
    const question = await this.known(query);
    const pools = PLACES.filter((place) => places.includes(place)).map(({ code }) => poolIdOf(code));
    const events = await this.log.streams(pools, question.knownTo);
    return pools
      .map((pool) => poolChanges(events, { pool, ...question }))
      .filter(({ movements }) => movements.length > 0);
  }

  private async known({ asOf, knownFrom, knownTo }: KnownBetween) {
    if (knownFrom === undefined) throw invalidField('knownFrom', { rule: 'REQUIRED' });
    const from = await this.times({ knownAt: knownFrom, ...(asOf !== undefined && { asOf }) });
    const to = await this.times(knownTo === undefined ? {} : { knownAt: knownTo });
    if (from.upTo > to.upTo) throw invalidField('knownTo', { rule: 'ENDS_BEFORE_START' });
    return { asOf: from.asOf, knownFrom: from.upTo, knownTo: to.upTo };
  }

  private async times(query: PointInTimeQuery) {
    const { asOf, knownAt } = pointInTime(query);
    return { asOf, upTo: (await knownPosition(this.store, LEDGER, knownAt)) ?? (await this.log.head()) };
  }
}
