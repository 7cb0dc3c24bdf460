import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { requestAnswered } from './metrics.js';

/**
 * Measures every answer for `/metrics`; told to, writes a line for each, with the trace id that the caller was given
 * and without what stands in its address.
 */
export const observeRequests = (
  fastify: FastifyInstance,
  { written }: { readonly written: boolean },
): void => {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    const answered = {
      method: request.method,
      route: request.routeOptions.url ?? '-',
      status: reply.statusCode,
    };
    requestAnswered(answered, reply.elapsedTime);
    if (written) {
      const milliseconds = Math.round(reply.elapsedTime);
      logger.log({ ...answered, milliseconds, traceId: request.id, account: request.account?.id ?? null });
    }
    done();
  });
};
