import {
  applyDecorators,
  createParamDecorator,
  type CustomDecorator,
  type ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, actorText, must } from '#kernel';
import { type Account, actorOf } from './accounts.js';
import type { Permission } from './permissions.js';
import type { SetupStep } from './standing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard for every route that is not public. */
    account?: Account;
    /** Set by the guard when the request acts for somebody else, whose roles and place then count. */
    principal?: Account;
    /** Set by the guard: what the account has to do before anything else. */
    setup?: readonly SetupStep[];
  }
}

/** One key for both, so that the mark on a handler always beats the one on its class. */
export const ACCESS = 'identity:access';
export const PUBLIC_ACCESS = 'PUBLIC';
export type Access = Permission | typeof PUBLIC_ACCESS;

/** Open to anyone, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata(ACCESS, PUBLIC_ACCESS);

/** Names the permission a route asks for; a route with neither this nor `@Public()` stops the start. */
export const Permit = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, permission), ApiBearerAuth());

/** Who is signed in at a guarded request. */
export const accountIn = (request: FastifyRequest): Account =>
  must(request.account, 'account of a guarded request');
const accountOf = (context: ExecutionContext): Account =>
  accountIn(context.switchToHttp().getRequest<FastifyRequest>());

/** Who sent a guarded request, and for whom. */
export const actorIn = (request: FastifyRequest): Actor => {
  const account = accountIn(request);
  const { principal } = request;
  return principal ? { ...actorOf(principal), id: actorText(account.id, principal.id) } : actorOf(account);
};

/** Who is signed in, as the ledger knows them: account id, roles, place. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): Account =>
  accountOf(context),
);

/** What the account signed in has to do before anything else. */
export const CurrentSetup = createParamDecorator(
  (_: unknown, context: ExecutionContext): readonly SetupStep[] =>
    context.switchToHttp().getRequest<FastifyRequest>().setup ?? [],
);
