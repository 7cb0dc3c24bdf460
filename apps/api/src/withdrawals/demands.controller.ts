import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, JsonObject } from '#kernel';
import { CurrentActor, Permit, RefusalException } from '#libs/platform';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import { toFileWithdrawal } from './withdrawal.commands.js';
import { FileWithdrawalDto } from './withdrawal.dto.js';

/** 出库测算：the verdict a filing would get, with nothing written. */
@ApiTags('出库 withdrawals')
@Controller('demands')
export class DemandsController {
  constructor(private readonly ledger: LedgerGateway) {}

  @Post('assess')
  @HttpCode(200)
  @Permit('demand:assess')
  async assess(@Body() body: FileWithdrawalDto, @CurrentActor() actor: Actor): Promise<JsonObject> {
    const writer = { actor, sending: { dryRun: true } } as const;
    const outcome = await this.ledger.submit({ type: 'AssessDemand', data: toFileWithdrawal(body) }, writer);
    if (!outcome.ok) throw new RefusalException(outcome.refusal);
    return { ...outcome.answer, rules: outcome.rules.map((rule) => ({ ...rule })) };
  }
}
