import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { INestApplication, NestApplicationOptions } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';
import { answerBrokenRequest } from './broken-request.js';
import { dtoPipe } from './dto.pipe.js';
import { paceSignIns } from './pace.js';
import { BODY_LIMIT_BYTES } from './problem.js';
import { ProblemFilter } from './problem.filter.js';
import { edgeRefusal } from './refusal.exception.js';
import { takeSheets } from './sheets.js';
import { secure } from './security-headers.js';
import { parseStrictJson } from './strict-json.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body exactly as it was sent; empty without a body. */
    bodyText: string;
  }
}

/** Names in a path are ids and codes of ours. */
const MAX_PATH_PARAMETER = 200;

/** What one request may cost before it is one. */
export interface EdgeLimits {
  /** From the first byte of a request to the last of its headers, and to the last of its body. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How often slow senders are looked for. */
  readonly checkEveryMs: number;
  /** A connection on which nothing moves is closed. */
  readonly idleTimeoutMs: number;
  readonly maxHeaderBytes: number;
  readonly maxUrlLength: number;
  /** Failed sign-ins a minute from one address; 0 for any number. */
  readonly failedSignIns: number;
  /** Proxies whose word on the caller's address is taken. */
  readonly trustedProxies: readonly string[];
}
export const EDGE_LIMITS: EdgeLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  checkEveryMs: 2_000,
  idleTimeoutMs: 120_000,
  maxHeaderBytes: 16 * 1024,
  maxUrlLength: 8 * 1024,
  failedSignIns: 0,
  trustedProxies: [],
};

/** Pass these to `NestFactory.create`: the edge reads bodies itself. */
export const EDGE_OPTIONS: NestApplicationOptions = { bodyParser: false };

/**
 * The Fastify adapter of the service: strict JSON of at most 1 MiB and nothing else (415), a trace id of our own for
 * every request, given back in `X-Trace-Id`, headers that keep browsers safe, and limits on time and size.
 */
export const createEdgeAdapter = (limits: EdgeLimits = EDGE_LIMITS): FastifyAdapter => {
  const adapter = new FastifyAdapter(fastifyOptions(limits));
  const fastify = adapter.getInstance();
  fastify.decorateRequest('bodyText', '');
  fastify.addHook('onRequest', (request, reply, done) => {
    greet(request, reply);
    const { maxUrlLength: limit } = limits;
    done(request.url.length > limit ? edgeRefusal('URL_TOO_LONG', { limit }) : undefined);
  });
  paceSignIns(fastify, limits.failedSignIns);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson);
  takeSheets(fastify);
  return adapter;
};

const greet = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.header('x-trace-id', request.id);
  secure(request, reply);
};

const fastifyOptions = (limits: EdgeLimits): FastifyHttpOptions<Server> => {
  const filter = new ProblemFilter();
  return {
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID().replaceAll('-', ''),
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.idleTimeoutMs,
    trustProxy: limits.trustedProxies.length > 0 && [...limits.trustedProxies],
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      maxHeaderSize: limits.maxHeaderBytes,
    },
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    clientErrorHandler: answerBrokenRequest(limits.maxHeaderBytes),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      greet(request, reply);
      filter.answer(error, request, reply);
    },
  };
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
