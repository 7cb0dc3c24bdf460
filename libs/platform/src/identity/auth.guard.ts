import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Language, must } from '#kernel';
import { edgeRefusal, type RefusalException } from '../http/refusal.exception.js';
import { ACCESS, type Access, PUBLIC_ACCESS } from './access.js';
import { type Permission, rolesAllowed } from './permissions.js';
import { Principals } from './principals.js';
import { roleName } from './roles.js';
import { Sessions } from './sessions.js';

const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/i;
/** For an act in another's name: the id of the account that is acted for. */
const ON_BEHALF_OF = 'on-behalf-of';
/** What an own session may do is nobody else's business, and all that is open before the setup is done. */
const OWN: Permission = 'session:own';

/** The token of a request; nothing when there is none that could be ours. */
export const bearerOf = (request: FastifyRequest): string | undefined =>
  BEARER.exec(request.headers.authorization ?? '')?.[1];

/**
 * Stands before every route: 401 `UNAUTHENTICATED` without a live session, 403 `SETUP_REQUIRED` while password or
 * second factor are due, 403 `DELEGATION_NOT_IN_FORCE` for a name one may not act in, 403 `FORBIDDEN_ROLE` without
 * the role.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly principals: Principals,
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
    const signedIn = token === undefined ? undefined : await this.sessions.find(token);
    if (!signedIn) throw edgeRefusal('UNAUTHENTICATED');
    const { account, setup } = signedIn;
    request.account = account;
    request.setup = setup;
    if (access === OWN) return true;
    if (setup.length > 0) throw edgeRefusal('SETUP_REQUIRED', { steps: setup.join(', ') });
    const named = request.headers[ON_BEHALF_OF];
    if (named !== undefined) request.principal = await this.principals.of(account, String(named));
    const { roles } = request.principal ?? account;
    if (!roles.some((role) => rolesAllowed(access).includes(role))) throw forbiddenRole(access);
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
