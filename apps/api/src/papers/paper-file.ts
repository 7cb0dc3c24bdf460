import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Exporter, PDF_TYPE, sendFile, type FileQuery } from '#libs/platform';
import type { FinishedPaper } from './paper-office.js';

@Injectable()
class PaperInterceptor implements NestInterceptor<FinishedPaper, Buffer> {
  constructor(private readonly exporter: Exporter) {}

  intercept(context: ExecutionContext, next: CallHandler<FinishedPaper>): Observable<Buffer> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    this.exporter.pace(request);
    const { purpose = null } = request.query as FileQuery;
    return next.handle().pipe(
      map(({ no, bytes, sealed }) => {
        request.exported = { paper: no, sealed, purpose };
        return sendFile(reply, { name: no, type: PDF_TYPE, bytes });
      }),
    );
  }
}

/** Marks a handler that returns a finished paper: sent as PDF, and written down with its purpose. */
export const PaperFile = (): MethodDecorator =>
  applyDecorators(UseInterceptors(PaperInterceptor), ApiProduces(PDF_TYPE));
