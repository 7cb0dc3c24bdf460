import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventStore } from '#libs/event-store';
import {
  Accounts,
  DEMO_ACCOUNTS,
  demoPassword,
  ensureDemoAccounts,
  Passwords,
  ProjectionRunner,
  type Config,
} from '#libs/platform';
import { inTurn } from '../database.js';
import { LEDGER } from '../ledger/ledger.constants.js';
import { tellDemoYear } from './demo-year.js';

const CATCH_UP_MS = 30_000;

interface DemoSetting {
  readonly config: Config;
  /** The demo comes by itself only into the service's own database. */
  readonly embedded: boolean;
}

const isDemo = async (app: INestApplicationContext, { config, embedded }: DemoSetting): Promise<boolean> => {
  if (config.demo !== 'auto') return config.demo === 'on';
  if (!embedded) return false;
  const usernames = await app.get(Accounts).usernames();
  if (DEMO_ACCOUNTS.some(({ username }) => usernames.has(username))) return true;
  return (await app.get(EventStore).head(LEDGER)).position === 0;
};

/** Makes the demo accounts and, on an empty ledger, tells the demo city's year. Answers the accounts' password. */
export const prepareDemo = async (
  app: INestApplicationContext,
  setting: DemoSetting,
): Promise<string | undefined> => {
  if (!(await isDemo(app, setting))) return undefined;
  const password = await demoPassword(setting.config);
  const store = app.get(EventStore);
  await inTurn(app.get(DataSource), async () => {
    await ensureDemoAccounts({ accounts: app.get(Accounts), passwords: app.get(Passwords) }, password);
    if ((await store.head(LEDGER)).position === 0) await tellDemoYear(store);
  });
  await app.get(ProjectionRunner).waitFor((await store.head(LEDGER)).position, CATCH_UP_MS);
  return password;
};
