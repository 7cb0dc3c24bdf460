import {
  applyDecorators,
  createParamDecorator,
  type CustomDecorator,
  type ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, must } from '#kernel';
import { type Account, actorOf } from './accounts.js';
import type { Permission } from './permissions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard for every route that is not public. */
    account?: Account;
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

const accountIn = (request: FastifyRequest): Account => must(request.account, 'account of a guarded request');
const accountOf = (context: ExecutionContext): Account =>
  accountIn(context.switchToHttp().getRequest<FastifyRequest>());

/** Who sent a guarded request. */
export const actorIn = (request: FastifyRequest): Actor => actorOf(accountIn(request));

/** Who is signed in, as the ledger knows them: account id, roles, place. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(accountOf(context)),
);

export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): Account =>
  accountOf(context),
);
