import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { configureEdge, createEdgeAdapter, EDGE_OPTIONS, loadConfig } from '#libs/platform';
import { AppModule } from '../app.module.js';
import { openApiOf } from '../openapi.js';
import { API_PREFIX, PREFIX_OPTIONS } from '../service.js';
import { eventsDocument, policiesDocument, refusalsDocument } from './documents.js';

/** The interface as code states it; nothing is started for it, no database is asked. */
const openApiDocument = async (): Promise<string> => {
  const module = AppModule.over(loadConfig({}), 'postgres://nowhere/none');
  const app = await NestFactory.create(module, createEdgeAdapter(), {
    ...EDGE_OPTIONS,
    preview: true,
    logger: false,
  });
  app.setGlobalPrefix(API_PREFIX, PREFIX_OPTIONS);
  configureEdge(app);
  return `${JSON.stringify(openApiOf(app), null, 2)}\n`;
};

await writeFile('docs/openapi.json', await openApiDocument());
await writeFile('docs/refusals.md', refusalsDocument());
await writeFile('docs/policies.md', policiesDocument());
await writeFile('docs/events.md', eventsDocument());
