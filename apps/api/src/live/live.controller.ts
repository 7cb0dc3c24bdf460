import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { must } from '#kernel';
import { bearerOf, invalidField, OneOf, Permit } from '#libs/platform';
import { LiveFeed } from './live-feed.js';

const POSITION = /^\d{1,15}$/;

class StreamQuery {
  /** `true`: tells what was missed, and ends. */
  @OneOf(['true', 'false'], { optional: true }) once = 'false';
}

/** 实时更新：what changes in the ledger, for pages that stay open. */
@ApiTags('事件 events')
@Controller('stream')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  /**
   * Server-sent events. `begin` says from which position on is told; `change` tells of one event in the reader's own
   * scope (`{position, type, stream, place}`; of the pools and standing of places above only `{position, stream,
   * place}`); `reset` says that more was missed than can be told, so that everything shown should be read anew. The
   * id is the log position: sent back as `Last-Event-ID` it goes on from there. A line every fifteen seconds shows
   * that the connection stands. It ends within a second after its token does. Whoever acts for another listens for
   * themselves.
   */
  @Get()
  @Permit('stream:read')
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string', example: '1234' } })
  async listen(
    @Query() { once }: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const listening = {
      actor: must(request.account, 'account of a guarded request'),
      token: must(bearerOf(request), 'token of a signed-in request'),
      after: positionIn(request.headers['last-event-id']),
    };
    const brief = once === 'true' || request.method === 'HEAD';
    const listener = await (brief ? this.feed.once(listening) : this.feed.join(listening));
    await reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(listener);
  }
}

const positionIn = (header: string | string[] | undefined): number | undefined => {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !POSITION.test(header))
    throw invalidField('Last-Event-ID', { rule: 'NOT_WHOLE', params: { min: 0, max: '10^15' } });
  return Number(header);
};
