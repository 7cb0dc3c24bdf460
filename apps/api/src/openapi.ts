import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const ABOUT = [
  '排污总量指标储备库：省、市、县（园区）三级储备库的入库、出库与回放。',
  'A three-tier reserve pool for pollutant-discharge quotas, event sourced.',
  'Amounts are decimal strings in t/a with at most nine decimals. Writes need an Idempotency-Key.',
].join('\n\n');

/** The outside contract as the routes and DTOs state it. */
export const openApiOf = (app: INestApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('排污总量指标储备库 Reserve pool')
      .setDescription(ABOUT)
      .setVersion('1')
      .addBearerAuth()
      .build(),
  );

/** Serves it as `/api/openapi.json`, and as a page to read at `/api/docs`. */
export const serveOpenApi = (app: INestApplication): void => {
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
  });
};
