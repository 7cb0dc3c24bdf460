import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { edgeRefusal, invalidField, ProjectionRunner } from '#libs/platform';

const PATIENCE_MS = 2_000;

/**
 * A read sent with `Ledger-Position: n` waits until the read models have reached n, at most two seconds, then 503.
 * Every read says in the same header how far its figures have come.
 */
@Injectable()
export class AwaitPosition implements NestInterceptor {
  constructor(private readonly runner: ProjectionRunner) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method !== 'GET') return next.handle();
    const wanted = wantedBy(request.headers['ledger-position']);
    if (wanted !== undefined && !(await this.runner.waitFor(wanted, PATIENCE_MS))) {
      throw edgeRefusal(
        'PROJECTION_BEHIND',
        { wanted, reached: this.runner.reached },
        { retryAfterSeconds: 1 },
      );
    }
    void http.getResponse<FastifyReply>().header('ledger-position', String(this.runner.reached));
    return next.handle();
  }
}

const wantedBy = (header: string | string[] | undefined): number | undefined => {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header))
    throw invalidField('Ledger-Position', { rule: 'NOT_WHOLE', params: { min: 0, max: '10^15' } });
  return Number(header);
};
