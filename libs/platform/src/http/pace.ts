import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, onRequestHookHandler, onResponseHookHandler } from 'fastify';
import type { Observable } from 'rxjs';
import { Config } from '../config/config.js';
import { Allowance } from './allowance.js';
import { edgeRefusal } from './refusal.exception.js';

const SIGN_IN = 'signIn';

/** Marks a route that takes a secret from somebody unknown; its failures are counted per address. */
export const TakesSecret = (): MethodDecorator => RouteConfig({ [SIGN_IN]: true });

/**
 * 429 `RATE_LIMITED` for sign-ins from an address with too many failed ones (401) in the last minute. Those that
 * succeed cost nothing, so that an office behind one address can begin its day.
 */
export const paceSignIns = (fastify: FastifyInstance, perMinute: number): void => {
  const failures = new Allowance(perMinute);
  const look: onRequestHookHandler = (request, _reply, done) => {
    const retryAfterSeconds = failures.wait(request.ip, Date.now());
    done(
      retryAfterSeconds === undefined ? undefined : edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds }),
    );
  };
  const count: onResponseHookHandler = (request, reply, done) => {
    if (reply.statusCode === 401) failures.take(request.ip, Date.now());
    done();
  };
  fastify.addHook('onRoute', (route) => {
    if ((route.config as Readonly<Record<string, unknown>> | undefined)?.[SIGN_IN] !== true) return;
    route.onRequest = look;
    route.onResponse = count;
  });
};

/** 429 `RATE_LIMITED` for a person who asks more than `RATE_PER_PERSON` times a minute, over all sessions. */
@Injectable()
export class PersonalPace implements NestInterceptor {
  private readonly allowance: Allowance;

  constructor(config: Config) {
    this.allowance = new Allowance(config.ratePerPerson);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { account } = context.switchToHttp().getRequest<FastifyRequest>();
    const wait = account && this.allowance.take(account.id, Date.now());
    if (wait !== undefined) throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: wait });
    return next.handle();
  }
}
