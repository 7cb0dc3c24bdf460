import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorText } from '#kernel';
import { AccessLog } from './access-log.js';
import type { AccessEntry } from './entry.js';

/** Refusals that say who may do what; those of form and of the scheme's rules are told elsewhere. */
const DECISIONS = new Set([401, 403, 429]);
/** Strangers are counted, not listed: one row a minute for each address, route and reason. */
const TALLY_MS = 60_000;
const MOST_TALLIED = 10_000;

interface Tally {
  readonly entry: AccessEntry;
  count: number;
}

/** Writes every refused authorisation and every export of the running application to the access log. */
@Injectable()
export class AccessTrail implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('AccessLog');
  private readonly tallies = new Map<string, Tally>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly log: AccessLog,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onSend', async (request, reply, payload) => {
      await this.follow(request, reply);
      return payload;
    });
    this.timer = setInterval(() => void this.flush(), TALLY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async follow(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { refusal } = request;
    if (refusal && DECISIONS.has(reply.statusCode)) {
      const entry = entryOf(request, refusal.code, subjectOf(refusal.params));
      if (entry.account !== null || !this.tallied(entry)) await this.write(entry);
    } else if (exported(request, reply)) {
      // Not written down means not handed out.
      const entry = entryOf(request, 'OK', request.url);
      await this.log.record(request.exported ? { ...entry, detail: request.exported } : entry);
    }
  }

  /** Whether the like of it was written within the minute; then it is only counted. */
  private tallied(entry: AccessEntry): boolean {
    const key = [entry.address, entry.act, entry.outcome, entry.subject].join(' ');
    const known = this.tallies.get(key);
    if (known) known.count += 1;
    else if (this.tallies.size < MOST_TALLIED) this.tallies.set(key, { entry, count: 0 });
    return known !== undefined;
  }

  private async flush(): Promise<void> {
    const counted = [...this.tallies.values()].filter(({ count }) => count > 0);
    this.tallies.clear();
    for (const { entry, count } of counted) await this.write({ ...entry, detail: { again: count } });
  }

  /** The answer is a refusal either way: a log that cannot be written is an alarm, not a reason to let anyone in. */
  private async write(entry: AccessEntry): Promise<void> {
    await this.log.record(entry).catch((error: unknown) => this.logger.error(String(error)));
  }
}

const subjectOf = ({ place, account }: Readonly<Record<string, unknown>>): string | null => {
  const subject = account ?? place;
  return typeof subject === 'string' ? subject : null;
};

/** A file, or a page of the log itself, leaves the house. */
const exported = (request: FastifyRequest, reply: FastifyReply): boolean =>
  request.method === 'GET' &&
  reply.statusCode === 200 &&
  request.account !== undefined &&
  (request.exported !== undefined || /\/(events|access-log)$/.test(request.routeOptions.url ?? ''));

/** What the address names; not a stranger's, who could fill the log by naming something else each time. */
const namedIn = ({ account, params }: FastifyRequest): string | null =>
  (account && Object.values(params ?? {}).join(' ')) || null;

const entryOf = (request: FastifyRequest, outcome: string, subject: string | null): AccessEntry => ({
  act: `${request.method} ${request.routeOptions.url ?? '-'}`,
  outcome,
  account: request.account ? actorText(request.account.id, request.principal?.id) : null,
  address: request.ip,
  subject: subject ?? namedIn(request),
  traceId: request.id,
});
