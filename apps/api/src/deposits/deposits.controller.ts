import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  FileQuery,
  Id,
  Lists,
  PathId,
  Permit,
  PointInTimeQuery,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { RegisterQuery, Registers } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { PaperFile } from '../papers/paper-file.js';
import type { FinishedPaper } from '../papers/paper-office.js';
import {
  AmendDepositDto,
  ApproveDepositDto,
  ElementReviewDto,
  FileDepositDto,
  ReviewDto,
  SiteVerificationDto,
} from './deposit.dto.js';
import { DepositNotices } from './deposit-notices.js';

const STREAM = 'deposit-{id}';

class DepositsQuery extends RegisterQuery {
  @Id({ optional: true }) reductionId?: string;
}

/** 入库：from a filing to the split in three tiers. */
@ApiTags('入库 deposits')
@Controller('deposits')
export class DepositsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: Registers,
    private readonly notices: DepositNotices,
  ) {}

  @Post()
  @Permit('deposit:file')
  @Writes({ creates: '/api/v1/deposits/{id}', stream: STREAM })
  file(@Body() body: FileDepositDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const { reductionId, lines, lateReason = null, effectiveOn = null } = body;
    return this.ledger.submit(
      { type: 'FileDeposit', data: { reductionId, lines: lines.map(plain), lateReason, effectiveOn } },
      writer,
    );
  }

  @Post(':id/amendment')
  @Permit('deposit:file')
  @Writes({ stream: STREAM })
  amend(
    @PathId('id') id: string,
    @Body() body: AmendDepositDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step(
      'AmendDeposit',
      { depositId: id, lines: body.lines.map(plain), lateReason: body.lateReason ?? null },
      writer,
    );
  }

  @Post(':id/first-review')
  @Permit('deposit:first-review')
  @Writes({ stream: STREAM })
  firstReview(
    @PathId('id') id: string,
    @Body() body: ReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step(
      'FirstReviewDeposit',
      { depositId: id, decision: body.decision, opinion: body.opinion ?? '' },
      writer,
    );
  }

  @Post(':id/site-verification')
  @Permit('deposit:site-verification')
  @Writes({ stream: STREAM })
  verifySite(
    @PathId('id') id: string,
    @Body() body: SiteVerificationDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = {
      depositId: id,
      confirmed: body.result === 'PASS',
      opinion: body.opinion ?? '',
      inspectionId: body.inspectionId ?? null,
      evidence: (body.evidence ?? []).map(plain),
    };
    return this.step('VerifyDepositSite', data, writer);
  }

  @Post(':id/element-review')
  @Permit('deposit:element-review')
  @Writes({ stream: STREAM })
  elementReview(
    @PathId('id') id: string,
    @Body() body: ElementReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { medium, decision, opinion = '' } = body;
    return this.step('ReviewDepositElement', { depositId: id, medium, decision, opinion }, writer);
  }

  @Post(':id/joint-review')
  @Permit('deposit:joint-review')
  @Writes({ stream: STREAM })
  jointReview(
    @PathId('id') id: string,
    @Body() { decision, opinion = '' }: ReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('ReviewDepositJointly', { depositId: id, decision, opinion }, writer);
  }

  @Post(':id/approval')
  @Permit('deposit:approve')
  @Writes({ stream: STREAM })
  approve(
    @PathId('id') id: string,
    @Body() body: ApproveDepositDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = {
      depositId: id,
      decision: body.decision,
      opinion: body.opinion ?? '',
      provincialTake: (body.provincialTake ?? []).map(plain),
      provincialDocumentNo: body.provincialDocumentNo ?? null,
      backDatedReason: body.backDatedReason ?? null,
    };
    return this.step('ApproveDeposit', data, writer);
  }

  @Get()
  @Permit('deposit:read')
  @Lists()
  list(@Query() query: DepositsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.deposits.list(query, actor, { reductionId: query.reductionId });
  }

  /** 入库通知书：of a credited deposit, to be printed and sealed, with the QR code of its proof. */
  @Get(':id.pdf')
  @Permit('deposit:read')
  @PaperFile()
  notice(
    @PathId('id') id: string,
    @Query() _: FileQuery,
    @CurrentActor() actor: Actor,
  ): Promise<FinishedPaper> {
    return this.notices.paper(id, actor);
  }

  @Get(':id')
  @Permit('deposit:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.deposits.read(id, actor, query);
  }

  private step(type: string, data: DepositStepData, writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `deposit-${data.depositId}` }, writer);
  }
}

type DepositStepData = Readonly<Record<string, unknown>> & { readonly depositId: string };
