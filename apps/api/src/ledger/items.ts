import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { JsonObject } from '#kernel';
import type { RegisterItem } from '#libs/platform';

@Injectable()
class ItemInterceptor implements NestInterceptor<RegisterItem, JsonObject> {
  intercept(context: ExecutionContext, next: CallHandler<RegisterItem>): Observable<JsonObject> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ doc, version }) => {
        void reply.header('etag', `"${version}"`);
        return doc;
      }),
    );
  }
}

/** Marks a handler that returns a register's item: its stream version becomes the ETag a write may send back. */
export const ShowsItem = (): MethodDecorator => applyDecorators(UseInterceptors(ItemInterceptor));
