import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '#kernel';
import { languageOf } from './language.js';
import { PROBLEM_TYPE, problemOf, refusalFor } from './problem.js';
import { edgeRefusal, type RefusalException } from './refusal.exception.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the answer is a refusal, for whoever keeps book of them. */
    refusal?: Refusal;
  }
}

/**
 * Words every error as a problem document (RFC 9457) in the caller's language. What nobody foresaw is answered with
 * 500 and a trace id; its stack goes to the log only.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called for requests that never reach Nest, such as an undecodable URL. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const refusal =
      refusalFor(thrown, `${request.method} ${request.url}`) ?? this.unforeseen(thrown, request);
    if (reply.sent) return;
    request.refusal = refusal.refusal;
    const language = languageOf(request.headers['accept-language']);
    void reply
      .code(refusal.getStatus())
      .headers(headersOf(refusal))
      .header('content-language', language)
      .header('vary', 'accept-language')
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemOf(refusal, { language, traceId: request.id })));
  }

  private unforeseen(thrown: unknown, request: FastifyRequest): RefusalException {
    const stack = thrown instanceof Error ? thrown.stack : String(thrown);
    this.log.error(`${request.id} ${request.method} ${request.routeOptions?.url ?? '-'}`, stack);
    return edgeRefusal('INTERNAL_ERROR');
  }
}

const headersOf = (refusal: RefusalException): Record<string, string> => {
  const { retryAfterSeconds } = refusal.extras;
  return {
    'cache-control': 'no-store',
    ...(refusal.getStatus() === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
};
