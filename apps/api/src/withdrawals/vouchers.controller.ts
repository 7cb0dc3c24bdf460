import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor, JsonObject } from '#kernel';
import { CurrentActor, FileQuery, PathText, Permit, PointInTimeQuery } from '#libs/platform';
import { PaperFile } from '../papers/paper-file.js';
import type { FinishedPaper } from '../papers/paper-office.js';
import { Vouchers } from './vouchers.js';

/** 凭证. */
@ApiTags('凭证 vouchers')
@Controller('vouchers')
export class VouchersController {
  constructor(private readonly vouchers: Vouchers) {}

  /** 凭证纸质件：to be printed and sealed, with the QR code of its proof (format RP1 of docs/audit-format.md). */
  @Get(':no.pdf')
  @Permit('voucher:read')
  @PaperFile()
  paper(
    @PathText('no') no: string,
    @Query() _: FileQuery,
    @CurrentActor() actor: Actor,
  ): Promise<FinishedPaper> {
    return this.vouchers.paper(no, actor);
  }

  @Get(':no')
  @Permit('voucher:read')
  read(
    @PathText('no') no: string,
    @Query() query: PointInTimeQuery,
    @CurrentActor() actor: Actor,
  ): Promise<JsonObject> {
    return this.vouchers.read(no, actor, query);
  }
}
