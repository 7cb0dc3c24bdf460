import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import type { Outcome } from '#libs/event-store';
import {
  CurrentActor,
  Lists,
  PathId,
  Permit,
  PointInTimeQuery,
  ProjectCode,
  Text,
  Uscc,
  OneOf,
  Writes,
  type Listing,
  type RegisterItem,
} from '#libs/platform';
import { ElementReviewDto, ReviewDto } from '../deposits/deposit.dto.js';
import { ShowsItem } from '../ledger/items.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { RegisterQuery, Registers } from '../ledger/registers.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { toFileWithdrawal, toStatedLines } from './withdrawal.commands.js';
import {
  AmendWithdrawalDto,
  ApproveWithdrawalDto,
  FileWithdrawalDto,
  ReasonDto,
  ProjectPermitDto,
  RegistrationDto,
} from './withdrawal.dto.js';

const STREAM = 'withdrawal-{id}';

class WithdrawalsQuery extends RegisterQuery {
  @ProjectCode({ optional: true }) projectCode?: string;
  @Text({ optional: true, max: 60 }) voucherNo?: string;
  @Uscc({ optional: true }) uscc?: string;
  @OneOf(['true'], { optional: true, description: 'Only those a voucher was issued for.' })
  vouchered?: string;
}

type StepData = Readonly<Record<string, unknown>> & { readonly id: string };

/** 出库：from an application to a voucher, and back when it is given up. */
@ApiTags('出库 withdrawals')
@Controller('withdrawals')
export class WithdrawalsController {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly registers: Registers,
  ) {}

  @Post()
  @Permit('withdrawal:file')
  @Writes({ creates: '/api/v1/withdrawals/{id}', stream: STREAM })
  file(@Body() body: FileWithdrawalDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type: 'FileWithdrawal', data: toFileWithdrawal(body) }, writer);
  }

  @Post(':id/amendment')
  @Permit('withdrawal:file')
  @Writes({ stream: STREAM })
  amend(
    @PathId('id') id: string,
    @Body() body: AmendWithdrawalDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('AmendWithdrawal', { id, lines: toStatedLines(body.lines) }, writer);
  }

  @Post(':id/first-review')
  @Permit('withdrawal:first-review')
  @Writes({ stream: STREAM })
  firstReview(
    @PathId('id') id: string,
    @Body() body: ReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step(
      'FirstReviewWithdrawal',
      { id, decision: body.decision, opinion: body.opinion ?? '' },
      writer,
    );
  }

  @Post(':id/element-review')
  @Permit('withdrawal:element-review')
  @Writes({ stream: STREAM })
  elementReview(
    @PathId('id') id: string,
    @Body() body: ElementReviewDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { medium, decision, opinion = '' } = body;
    return this.step('ReviewWithdrawalElement', { id, medium, decision, opinion }, writer);
  }

  @Post(':id/approval')
  @Permit('withdrawal:approve')
  @Writes({ stream: STREAM })
  approve(
    @PathId('id') id: string,
    @Body() body: ApproveWithdrawalDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { decision, opinion = '', documentNo = null, backDatedReason = null } = body;
    const data = { id, decision, opinion, documentNo, backDatedReason };
    return this.step('ApproveWithdrawal', data, writer);
  }

  @Post(':id/release')
  @Permit('withdrawal:release')
  @Writes({ stream: STREAM })
  release(
    @PathId('id') id: string,
    @Body() body: ReasonDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('ReleaseWithdrawal', { id, reason: body.reason }, writer);
  }

  @Post(':id/registration')
  @Permit('withdrawal:register')
  @Writes({ stream: STREAM })
  register(
    @PathId('id') id: string,
    @Body() body: RegistrationDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step(
      'RegisterBalance',
      { id, eiaApprovalNo: body.eiaApprovalNo, approvedOn: body.approvedOn ?? null },
      writer,
    );
  }

  @Post(':id/permit')
  @Permit('withdrawal:register')
  @Writes({ stream: STREAM })
  permit(
    @PathId('id') id: string,
    @Body() body: ProjectPermitDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const { permitNo, permittedOn } = body;
    return this.step('RegisterPermit', { id, permitNo, permittedOn: permittedOn ?? null }, writer);
  }

  @Post(':id/lapse')
  @Permit('withdrawal:lapse')
  @Writes({ stream: STREAM })
  lapse(
    @PathId('id') id: string,
    @Body() body: ReasonDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    return this.step('LapseVoucher', { id, reason: body.reason }, writer);
  }

  @Get()
  @Permit('withdrawal:read')
  @Lists()
  list(@Query() query: WithdrawalsQuery, @CurrentActor() actor: Actor): Promise<Listing> {
    return this.registers.withdrawals.list(query, actor, {
      'project.code': query.projectCode,
      'project.uscc': query.uscc,
      voucherNo: query.voucherNo ?? (query.vouchered === 'true' ? true : undefined),
    });
  }

  @Get(':id')
  @Permit('withdrawal:read')
  @ShowsItem()
  read(
    @PathId('id') id: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RegisterItem> {
    return this.registers.withdrawals.read(id, actor, query);
  }

  private step(type: string, data: StepData, writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type, data, stream: `withdrawal-${data.id}` }, writer);
  }
}
