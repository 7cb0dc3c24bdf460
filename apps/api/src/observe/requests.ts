import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { requestAnswered } from './metrics.js';
import type { Stretch, Tracing } from './tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where what this request asks for belongs, while it is traced. */
    stretch?: Stretch;
  }
}

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

/** Traces every request under the trace id that its caller is given. */
export const traceRequests = (fastify: FastifyInstance, tracing: Tracing): void => {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { method, id: traceId, routeOptions } = request;
    const attributes = { 'http.request.method': method, 'http.route': routeOptions.url ?? '-' };
    request.stretch = tracing.begin(`${method} ${routeOptions.url ?? '-'}`, { traceId, attributes });
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.stretch?.end({ 'http.response.status_code': reply.statusCode });
    done();
  });
};
