import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { CurrentActor, PathId, PathYear, Permit } from '#libs/platform';
import type { AuditFindings, InspectionRecord, WorkReport } from '#libs/returns';
import { InspectionRegisters } from '../inspections/inspection-registers.js';
import { ReportFiles } from '../papers/report-files.js';
import { KnownQuery, ReportQuery } from './report.dto.js';
import { placeFor } from './report-place.js';
import { ReportBooks } from './report-books.js';

/** 监督类报表：what inspections did and found, and what a province tells of its year. */
@ApiTags('报表 reports')
@Controller('reports')
export class SupervisionReportsController {
  constructor(
    private readonly books: ReportBooks,
    private readonly registers: InspectionRegisters,
  ) {}

  /** 检查记录：the eight steps, the sample and the findings of one inspection; for whoever may read the inspection. */
  @Get('inspections/:id')
  @Permit('report:read')
  @ReportFiles('检查记录（八步法）')
  async inspection(
    @PathId('id') id: string,
    @Query() query: KnownQuery,
    @CurrentActor() actor: Actor,
  ): Promise<InspectionRecord> {
    const { doc } = await this.registers.inspections.read(id, actor, query);
    return this.books.inspection(id, doc['places'] as readonly string[], query);
  }

  /** 核查发现问题报告：found in the year or still open from before, made void, answered for. */
  @Get('findings/:year')
  @Permit('report:read')
  @ReportFiles('核查发现问题报告')
  findings(
    @PathYear('year') year: number,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AuditFindings> {
    return this.books.findings({ year, place: placeFor(actor, query.place) }, query);
  }

  /** 工作报告：due by the end of March of the next year. */
  @Get('work/:year')
  @Permit('report:read')
  @ReportFiles('总量指标储备工作报告')
  work(
    @PathYear('year') year: number,
    @Query() query: ReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<WorkReport> {
    return this.books.work({ year, place: placeFor(actor, query.place) }, query);
  }
}
