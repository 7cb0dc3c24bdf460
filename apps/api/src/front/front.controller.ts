import { randomBytes } from 'node:crypto';
import { Controller, Get, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { edgeRefusal, policyWithStyles, Public } from '#libs/platform';
import { CONSOLE_PATH, consolePage } from './console-files.js';

/** Whoever opens the printed address finds the console; every address below it is one page, which finds its way. */
@ApiExcludeController()
@Controller()
export class FrontController {
  @Get()
  @Public()
  @Redirect(`${CONSOLE_PATH}/`)
  open(): void {}

  @Get(['console', 'console/*'])
  @Public()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const html = consolePage(nonce);
    if (html === undefined) throw edgeRefusal('NOT_FOUND', { subject: request.url });
    await reply
      .header('content-security-policy', policyWithStyles(nonce))
      .type('text/html; charset=utf-8')
      .send(html);
  }
}
