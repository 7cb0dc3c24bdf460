import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader, ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { InvariantViolation, type JsonObject } from '#kernel';
import type { Outcome } from '#libs/event-store';
import { RefusalException } from './refusal.exception.js';

const OPTIONS = 'http:writes';

/** `{id}` in a template is that member of the answer. */
export interface WriteOptions {
  /** Where a created item can be read, as `/api/v1/deposits/{id}`. */
  readonly creates?: string;
  /**
   * The stream of the item, as `deposit-{id}`: its version becomes the `ETag`, the next `If-Match`. Of several, the one
   * that was written.
   */
  readonly stream?: string | readonly string[];
}

/**
 * Marks a handler that gives a command to the ledger and returns its `Outcome`: 201 with `Location` for a creation,
 * 200 otherwise and for every dry run; headers `Ledger-Position`, `ETag`, `Idempotency-Replayed`. A refusal is
 * answered as the problem it is, in a dry run too.
 */
export const Writes = (options: WriteOptions = {}): MethodDecorator =>
  applyDecorators(
    HttpCode(options.creates === undefined ? 200 : 201),
    SetMetadata(OPTIONS, options),
    UseInterceptors(OutcomeInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Required unless dryRun=true. 1 to 200 visible ASCII characters.',
    }),
    ...(options.creates === undefined ? [] : [ApiOkResponse({ description: 'The verdict of a dry run.' })]),
    ApiHeader({ name: 'If-Match', required: false, description: 'The stream version you saw, as "3".' }),
    ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] }),
  );

@Injectable()
export class OutcomeInterceptor implements NestInterceptor<Outcome, JsonObject> {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<Outcome>): Observable<JsonObject> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const options = this.reflector.get<WriteOptions>(OPTIONS, context.getHandler());
    return next.handle().pipe(map((outcome) => answerOf(outcome, reply, options)));
  }
}

const answerOf = (outcome: Outcome, reply: FastifyReply, { creates, stream }: WriteOptions): JsonObject => {
  if (outcome.replayed) void reply.header('idempotency-replayed', 'true');
  if (!outcome.ok) throw new RefusalException(outcome.refusal);
  const { answer, rules, position, versions, dryRun } = outcome;
  const body = { ...answer, rules: rules.map((rule) => ({ ...rule })) };
  if (dryRun) {
    void reply.code(200);
    return { dryRun: true, ...body };
  }
  const version = [stream ?? []]
    .flat(2)
    .map((template) => versions[filled(template, answer)])
    .find((known) => known !== undefined);
  void reply.header('ledger-position', String(position));
  if (version !== undefined) void reply.header('etag', `"${version}"`);
  if (creates !== undefined) void reply.header('location', encodeURI(filled(creates, answer)));
  return body;
};

const filled = (template: string, answer: JsonObject): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const member = answer[name];
    if (typeof member !== 'string') throw new InvariantViolation(`an answer without ${name} for ${template}`);
    return member;
  });
