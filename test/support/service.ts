import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { startService, type Service } from '#apps/api';
import { loadConfig, type Config } from '#libs/platform';
import { Offices } from './client.js';
import { filledDatabase, freshDatabase, type FreshDatabase } from './database.js';

export const PASSWORD = 'test-password-1';

export interface TestService {
  readonly service: Service;
  readonly offices: Offices;
  readonly databaseUrl: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Settings under which the demo city is told as it always is. */
const HARMLESS: ReadonlySet<string> = new Set([
  'LEDGERS',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'RATE_PER_PERSON',
  'RATE_EXPORTS',
  'SEAL_URL',
  'SEAL_TOKEN_FILE',
  'AUTH_SECOND_FACTOR_ROLES',
]);

const configFor = (
  url: string,
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Config =>
  loadConfig({
    PORT: '0',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    DEMO: '1',
    DEMO_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ...environment,
  });

/** A copy of the demo city, which the first test of a run that asks for it has told; its files go to `dataDir`. */
export const demoCity = async (dataDir: string): Promise<FreshDatabase> => {
  const files = join(process.env['TEST_DATABASE_DIR'] ?? tmpdir(), 'demo-city');
  const database = await filledDatabase('demo_city', async (url) => {
    const service = await startService(configFor(url, files));
    await service.stop();
  });
  await cp(files, dataDir, { recursive: true });
  return database;
};

/** A whole service over real HTTP, in this process, on a database of its own with the demo city. */
export const startTestService = async (
  environment: Readonly<Record<string, string>> = {},
  controllers: readonly Type[] = [],
): Promise<TestService> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-data-'));
  const asAlways = Object.keys(environment).every((name) => HARMLESS.has(name));
  const database = asAlways ? await demoCity(dataDir) : await freshDatabase();
  const config = configFor(database.url, dataDir, environment);
  const service = await startService(config, controllers);
  return {
    service,
    offices: new Offices(service.url, PASSWORD),
    databaseUrl: database.url,
    dataDir,
    stop: async () => {
      await service.stop();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
};
