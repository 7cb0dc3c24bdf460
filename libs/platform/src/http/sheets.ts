import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MOST_UPLOADED } from '#libs/documents';
import { CSV_TYPE, XLSX_TYPE } from './file-types.js';
import { edgeRefusal } from './refusal.exception.js';

const SHEET = 'sheet';

/** Marks a route whose body is a workbook or CSV file, handed on as the bytes that came. */
export const TakesSheet = (): MethodDecorator => RouteConfig({ [SHEET]: true });

/** Lets files in where a route asks for one, and nowhere else (415). */
export const takeSheets = (fastify: FastifyInstance): void => {
  const options = { parseAs: 'buffer', bodyLimit: MOST_UPLOADED } as const;
  fastify.addContentTypeParser(
    [XLSX_TYPE, CSV_TYPE],
    options,
    async (request: FastifyRequest, body: Buffer) => {
      const { config } = request.routeOptions;
      if ((config as unknown as Readonly<Record<string, unknown>>)[SHEET] !== true)
        throw edgeRefusal('UNSUPPORTED_MEDIA_TYPE');
      return body;
    },
  );
};
