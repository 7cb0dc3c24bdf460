import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '#kernel';
import { PathText, Public, Sha256 } from '#libs/platform';
import { Vouchers } from './vouchers.js';

class DigestQuery {
  @Sha256({ optional: true, description: 'The leaf hash on the voucher.' }) digest?: string;
}

/** 凭证查验：whether a voucher is what it says, for whoever holds one. No personal data, no amounts. */
@ApiTags('凭证 vouchers')
@Controller('public/vouchers')
export class PublicVouchersController {
  constructor(private readonly vouchers: Vouchers) {}

  @Get(':no')
  @Public()
  check(@PathText('no') no: string, @Query() { digest }: DigestQuery): Promise<JsonObject> {
    return this.vouchers.check(no, digest);
  }
}
