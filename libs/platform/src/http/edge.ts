import { randomUUID } from 'node:crypto';
import type { INestApplication, NestApplicationOptions } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { dtoPipe } from './dto.pipe.js';
import { BODY_LIMIT_BYTES } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { edgeRefusal } from './refusal.exception.js';
import { parseStrictJson } from './strict-json.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body exactly as it was sent; empty without a body. */
    bodyText: string;
  }
}

/** How long a caller may take to send one request. */
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_PATH_PARAMETER = 200;

/** Pass these to `NestFactory.create`: the edge reads bodies itself. */
export const EDGE_OPTIONS: NestApplicationOptions = { bodyParser: false };

/**
 * The Fastify adapter of the service: strict JSON of at most 1 MiB and nothing else (415), a trace id of our own for
 * every request, given back in `X-Trace-Id`, and limits on time and path length.
 */
export const createEdgeAdapter = (): FastifyAdapter => {
  const filter = new ProblemFilter();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID().replaceAll('-', ''),
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      filter.answer(error, request, reply),
  });
  const fastify = adapter.getInstance();
  fastify.decorateRequest('bodyText', '');
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-trace-id', request.id);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson);
  return adapter;
};

const readJson = async (request: FastifyRequest, body: Buffer): Promise<unknown> => {
  if (!isUtf8(request.headers['content-type'] ?? '')) throw edgeRefusal('UNSUPPORTED_MEDIA_TYPE');
  const { text, value } = parseStrictJson(body);
  request.bodyText = text;
  return value;
};

/** JSON between systems is UTF-8 (RFC 8259); a `charset` that says otherwise is not taken. */
const isUtf8 = (contentType: string): boolean =>
  /^[^;]*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(contentType);

/** Gives an application the pipe and the filter of the edge. */
export const configureEdge = (app: INestApplication): void => {
  app.useGlobalPipes(dtoPipe());
  app.useGlobalFilters(new ProblemFilter());
};
