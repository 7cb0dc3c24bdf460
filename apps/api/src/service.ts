import { Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  assertSecrets,
  configureEdge,
  createEdgeAdapter,
  EDGE_LIMITS,
  EDGE_OPTIONS,
  type Config,
} from '#libs/platform';
import { AppModule } from './app.module.js';
import { migrate } from './database/migrate.js';
import { openDatabase, type Database } from './database/open-database.js';
import { prepareDemo, settleDemo } from './demo/prepare-demo.js';
import { serveConsoleFiles } from './front/console-files.js';
import { serveOpenApi } from './openapi.js';
import { observeRequests, traceRequests } from './observe/requests.js';
import { ServiceLogger } from './observe/service-logger.js';
import { Traces } from './observe/traces.js';

/** A running service. */
export interface Service {
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Set when the demo accounts exist: the password all of them share. */
  readonly demoPassword: string | undefined;
  /** Finishes what was accepted, then stops; the embedded database too, if this process started it. */
  stop(): Promise<void>;
}

/** Routes live under `/api/v1`; health and metrics stay where machines look for them. */
export const API_PREFIX = 'api/v1';
export const PREFIX_OPTIONS = {
  exclude: ['/', 'console', 'console/{*path}', 'health/live', 'health/ready', 'metrics'],
};

/** The application with its edge, not yet listening. */
const createApp = async (
  config: Config,
  url: string,
  controllers: readonly Type[],
): Promise<NestFastifyApplication> => {
  const module = AppModule.over(config, url);
  const app = await NestFactory.create<NestFastifyApplication>(
    { ...module, controllers: [...(module.controllers ?? []), ...controllers] },
    createEdgeAdapter({
      ...EDGE_LIMITS,
      failedSignIns: config.rateFailedSignIns,
      trustedProxies: config.trustedProxies,
    }),
    {
      ...EDGE_OPTIONS,
      logger: new ServiceLogger(config.logLevel, config.logFormat),
      abortOnError: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  observeRequests(fastify, { written: config.logFormat === 'json' });
  const { tracing } = app.get(Traces);
  if (tracing !== undefined) traceRequests(fastify, tracing);
  app.setGlobalPrefix(API_PREFIX, PREFIX_OPTIONS);
  configureEdge(app);
  serveOpenApi(app);
  await serveConsoleFiles(app);
  return app;
};

/**
 * Starts everything the configuration asks for and answers when requests are served. Whoever builds upon the service
 * may add controllers; they come under the same edge and guard as its own.
 * Errors: ConfigError when it serves in earnest and a secret is missing.
 */
export const startService = async (config: Config, controllers: readonly Type[] = []): Promise<Service> => {
  if (config.demo === 'off') assertSecrets(config);
  const logger = new Logger('PostgreSQL');
  const database = await openDatabase(config, (line) => logger.log(line));
  try {
    await migrate(database);
    const settled = await settleDemo(config, database);
    assertSecrets(settled);
    return await serveFrom(database, settled, controllers);
  } catch (error) {
    await database.stop();
    throw error;
  }
};

const serveFrom = async (
  database: Database,
  config: Config,
  controllers: readonly Type[],
): Promise<Service> => {
  const app = await createApp(config, database.url, controllers);
  try {
    await app.init();
    const demoPassword = await prepareDemo(app, config);
    await app.listen(config.port, config.host);
    const stop = async (): Promise<void> => {
      await app.close();
      await database.stop();
    };
    return { url: await app.getUrl(), app, demoPassword, stop };
  } catch (error) {
    await app.close();
    throw error;
  }
};
