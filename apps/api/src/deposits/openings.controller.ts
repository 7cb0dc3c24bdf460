import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Outcome } from '#libs/event-store';
import { Permit, Writes } from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { CurrentWriter, type Writer } from '../ledger/writer.js';
import { RecordOpeningDto } from './deposit.dto.js';
import { toRecordOpening } from './opening.commands.js';

/** 期初结转：what a ledger kept before still holds, entry by entry. */
@ApiTags('入库 deposits')
@Controller('openings')
export class OpeningsController {
  constructor(private readonly ledger: LedgerGateway) {}

  /** Credited at once, by the decision that it names; it is read as the deposit it becomes. */
  @Post()
  @Permit('opening:record')
  @Writes({ creates: '/api/v1/deposits/{id}', stream: 'deposit-{id}' })
  record(@Body() body: RecordOpeningDto, @CurrentWriter() writer: Writer): Promise<Outcome> {
    return this.ledger.submit({ type: 'RecordOpening', data: toRecordOpening(body) }, writer);
  }
}
