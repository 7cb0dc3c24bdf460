import { Controller, Get, HttpCode, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { register } from 'prom-client';
import type { JsonObject } from '#kernel';
import { EventStore } from '#libs/event-store';
import { ProjectionRunner, Public } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { showState } from '../observe/metrics.js';
import { Proofs } from '../proof/proofs.js';

const named = (name: string, text: string | undefined): JsonObject =>
  text === undefined ? {} : { [name]: text };

/** For the machine that watches the machine; no sign-in. */
@ApiExcludeController()
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly runner: ProjectionRunner,
    private readonly proofs: Proofs,
  ) {}

  @Get('health/live')
  @Public()
  live(): JsonObject {
    return { status: 'live' };
  }

  /**
   * Ready when the log answers and the read models follow it; `read-only`, and still 200, when the log is not the one
   * that was proved before.
   */
  @Get('health/ready')
  @Public()
  @HttpCode(200)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<JsonObject> {
    const head = await this.store.head(LEDGER).catch(() => undefined);
    const trouble = head === undefined ? 'log unreachable' : this.runner.trouble;
    if (trouble !== undefined) void reply.code(503);
    return {
      status:
        trouble === undefined ? (this.proofs.writesStopped === undefined ? 'ready' : 'read-only') : 'unready',
      head: head?.position ?? null,
      readModels: this.runner.reached,
      ...named('trouble', trouble),
      ...named('writesStopped', this.proofs.writesStopped),
      ...named('proofs', this.proofs.trouble),
    };
  }

  @Get('metrics')
  @Public()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const head = await this.store.head(LEDGER).catch(() => undefined);
    showState({
      log: head?.position,
      readModels: this.runner.reached,
      stopped: this.proofs.writesStopped !== undefined,
    });
    void reply.type(register.contentType).send(await register.metrics());
  }
}
