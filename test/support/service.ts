import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { startService, type Service } from '#apps/api';
import { loadConfig } from '#libs/platform';
import { Offices } from './client.js';
import { freshDatabase } from './database.js';

export const PASSWORD = 'test-password-1';

export interface TestService {
  readonly service: Service;
  readonly offices: Offices;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** A whole service over real HTTP, in this process, on a fresh database with the demo city. */
export const startTestService = async (
  environment: Readonly<Record<string, string>> = {},
  controllers: readonly Type[] = [],
): Promise<TestService> => {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-data-'));
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    DEMO: '1',
    DEMO_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ...environment,
  });
  const service = await startService(config, controllers);
  return {
    service,
    offices: new Offices(service.url, PASSWORD),
    databaseUrl: database.url,
    stop: async () => {
      await service.stop();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
};
