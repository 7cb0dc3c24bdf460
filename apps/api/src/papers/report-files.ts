import {
  applyDecorators,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import type { JsonObject } from '#kernel';
import { Exporter, fileWanted, PDF_TYPE, sendFile, XLSX_TYPE } from '#libs/platform';

const TITLE = 'papers:report';

@Injectable()
class ReportInterceptor implements NestInterceptor<JsonObject, JsonObject | Buffer> {
  constructor(
    private readonly exporter: Exporter,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<JsonObject>): Observable<JsonObject | Buffer> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const type = fileWanted(request.headers.accept, [XLSX_TYPE, PDF_TYPE]);
    void reply.header('vary', 'accept');
    if (type === undefined) return next.handle();
    const title = this.reflector.get<string>(TITLE, context.getHandler());
    return defer(async () => {
      const read = (): Promise<JsonObject> => lastValueFrom(next.handle());
      return sendFile(reply, await this.exporter.report(request, { title, type }, read));
    });
  }
}

/** Marks a handler that returns a report: JSON, or a workbook or paper with the same figures as `Accept` says. */
export const ReportFiles = (title: string): MethodDecorator =>
  applyDecorators(
    SetMetadata(TITLE, title),
    UseInterceptors(ReportInterceptor),
    ApiProduces('application/json', XLSX_TYPE, PDF_TYPE),
  );
