import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Language, must } from '#kernel';
import { edgeRefusal, type RefusalException } from '../http/refusal.exception.js';
import { ACCESS, type Access, PUBLIC_ACCESS } from './access.js';
import { type Permission, rolesAllowed } from './permissions.js';
import { roleName } from './roles.js';
import { Sessions } from './sessions.js';

const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/i;

/** The token of a request; nothing when there is none that could be ours. */
export const bearerOf = (request: FastifyRequest): string | undefined =>
  BEARER.exec(request.headers.authorization ?? '')?.[1];

/** Stands before every route: 401 `UNAUTHENTICATED` without a live session, 403 `FORBIDDEN_ROLE` without the role. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marks = [context.getHandler(), context.getClass()];
    const access = must(
      this.reflector.getAllAndOverride<Access | undefined>(ACCESS, marks),
      'access mark of a route',
    );
    if (access === PUBLIC_ACCESS) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerOf(request);
    const account = token === undefined ? undefined : await this.sessions.find(token);
    if (!account) throw edgeRefusal('UNAUTHENTICATED');
    if (!account.roles.some((role) => rolesAllowed(access).includes(role))) throw forbiddenRole(access);
    request.account = account;
    return true;
  }
}

const forbiddenRole = (permission: Permission): RefusalException => {
  const names = (language: Language): string[] =>
    rolesAllowed(permission).map((role) => roleName(role, language));
  return edgeRefusal(
    'FORBIDDEN_ROLE',
    {},
    {
      localise: (language) => ({
        params: { allowed: names(language).join(language === 'en' ? ', ' : '、') },
      }),
    },
  );
};
