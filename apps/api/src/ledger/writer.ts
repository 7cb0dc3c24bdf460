import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel';
import { actorIn, sendingOf, type Sending } from '#libs/platform';

/** Who writes, and how the write was sent. */
export interface Writer {
  readonly actor: Actor;
  readonly sending: Sending;
  /** Where the write belongs, while requests are traced. */
  readonly trace?: string | undefined;
}

export const CurrentWriter = createParamDecorator((_: unknown, context: ExecutionContext): Writer => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { actor: actorIn(request), sending: sendingOf(request), trace: request.stretch?.trace };
});
