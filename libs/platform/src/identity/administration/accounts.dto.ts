import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Nested, OneOf, Phone, PlaceField, Text, Username } from '../../http/fields.js';
import { ListQuery } from '../../http/lists.js';
import { accountIn } from '../access.js';
import { originIn } from '../auth.controller.js';
import { ACCOUNT_ROLES } from '../roles.js';
import type { Administrator } from './account-changes.js';

export class PersonBody {
  @Text({ max: 50 })
  readonly name!: string;

  @Phone({ optional: true })
  readonly phone?: string;
}

export class RolesBody {
  @OneOf(ACCOUNT_ROLES, { list: { min: 1, max: ACCOUNT_ROLES.length } })
  readonly roles!: readonly string[];

  @PlaceField()
  readonly place!: string;
}

export class CreationBody extends RolesBody {
  @Username()
  readonly username!: string;

  @Nested(() => PersonBody, { optional: true })
  readonly person?: PersonBody;
}

export class AccountsQuery extends ListQuery {
  @OneOf(['REQUESTED', 'ACTIVE', 'LOCKED', 'RENEWAL_DUE', 'SUSPENDED'], { optional: true })
  readonly status?: string;

  @PlaceField({ optional: true })
  readonly place?: string;
}

/** The signed-in administrator and from where they act. */
export const CurrentAdministrator = createParamDecorator(
  (_: unknown, context: ExecutionContext): Administrator => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return { ...originIn(request), account: accountIn(request) };
  },
);
