import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, JsonObject } from '#kernel';
import { CurrentActor, PathText, PDF_TYPE, Permit, PointInTimeQuery, sendFile } from '#libs/platform';
import { Vouchers } from './vouchers.js';

/** 凭证. */
@ApiTags('凭证 vouchers')
@Controller('vouchers')
export class VouchersController {
  constructor(private readonly vouchers: Vouchers) {}

  /** 凭证纸质件：to be printed and sealed, with the QR code of its proof (format RP1 of docs/audit-format.md). */
  @Get(':no.pdf')
  @Permit('voucher:read')
  @ApiProduces(PDF_TYPE)
  async paper(
    @PathText('no') no: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const bytes = await this.vouchers.paper(no, actor);
    reply.request.exported = { voucher: no };
    return sendFile(reply, { name: no, type: PDF_TYPE, bytes });
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
