import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CorrectEiaApproval, ImportedApproval } from '#libs/eia';
import type { Outcome } from '#libs/event-store';
import { invalidField, PathText, Permit, Writes } from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { plain } from '../ledger/plain.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { CorrectEiaApprovalDto, ImportEiaApprovalsDto, type EiaApprovalDto } from './eia.dto.js';

/** A field that one approval needs; many carry it in `items`. */
const stated = <K extends keyof EiaApprovalDto>(
  body: ImportEiaApprovalsDto,
  field: K,
): NonNullable<EiaApprovalDto[K]> => {
  const value = (body as Partial<EiaApprovalDto>)[field];
  if (value === undefined) throw invalidField(field, { rule: 'REQUIRED' });
  return value;
};

const approvalsIn = (body: ImportEiaApprovalsDto): readonly EiaApprovalDto[] =>
  body.items ?? [
    {
      approvalNo: stated(body, 'approvalNo'),
      approvedOn: stated(body, 'approvedOn'),
      projectCode: stated(body, 'projectCode'),
      place: stated(body, 'place'),
      lines: body.lines ?? [],
    },
  ];

const toApproval = ({
  approvalNo,
  approvedOn,
  projectCode,
  place,
  lines = [],
}: EiaApprovalDto): ImportedApproval => ({
  approvalNo,
  approvedOn,
  projectCode,
  place,
  lines: lines.map(plain),
});

const toCorrection = (
  approvalNo: string,
  { place, reason, decisionNo, approvedOn, projectCode, lines }: CorrectEiaApprovalDto,
): CorrectEiaApproval => ({
  approvalNo,
  place,
  reason,
  decisionNo,
  figures: {
    ...(approvedOn && { approvedOn }),
    ...(projectCode !== undefined && { projectCode }),
    ...(lines && { lines: lines.map(plain) }),
  },
});

/** 环评批复：imported, and compared with vouchers at once. */
@ApiTags('环评批复 EIA approvals')
@Controller('eia-approvals')
export class EiaApprovalsController {
  constructor(private readonly ledger: LedgerGateway) {}

  @Post()
  @Permit('eia-approval:import')
  @Writes()
  import(@Body() body: ImportEiaApprovalsDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    const data = { items: approvalsIn(body).map(toApproval) };
    return this.ledger.submit({ type: 'ImportEiaApprovals', data }, writer);
  }

  /** 更正：what is left out stays; the approval is compared with vouchers anew. */
  @Post(':id/correction')
  @Permit('eia-approval:import')
  @Writes({ stream: 'eia-{place}' })
  correct(
    @PathText('id') approvalNo: string,
    @Body() body: CorrectEiaApprovalDto,
    @CurrentWriter() writer: Writer,
  ): Promise<Outcome> {
    const data = toCorrection(approvalNo, body);
    return this.ledger.submit({ type: 'CorrectEiaApproval', data, stream: `eia-${body.place}` }, writer);
  }
}
