import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, JsonObject } from '#kernel';
import { CurrentActor, PathText, Permit } from '#libs/platform';
import { Vouchers } from './vouchers.js';

/** 凭证. */
@ApiTags('凭证 vouchers')
@Controller('vouchers')
export class VouchersController {
  constructor(private readonly vouchers: Vouchers) {}

  @Get(':no')
  @Permit('voucher:read')
  read(@PathText('no') no: string, @CurrentActor() actor: Actor): Promise<JsonObject> {
    return this.vouchers.read(no, actor);
  }
}
