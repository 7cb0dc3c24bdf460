import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { findPlace } from '#kernel';
import { EventStore } from '#libs/event-store';
import {
  Accounts,
  DEMO_ACCOUNTS,
  dataSourceOptions,
  demoPassword,
  ensureDemoAccounts,
  Passwords,
  ProjectionRunner,
  type Config,
} from '#libs/platform';
import { inTurn } from '../database/migrate.js';
import { InspectionProofs } from '../inspections/inspection-proofs.js';
import { LEDGER } from '../ledger/ledger.constants.js';
import { tellDemoYear } from './demo-year.js';

const CATCH_UP_MS = 30_000;

const hasRoomForDemo = async (url: string): Promise<boolean> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const [found] = await dataSource.query<{ room: boolean }[]>(
      `SELECT EXISTS (SELECT FROM identity.account WHERE id = ANY($1))
         OR NOT EXISTS (SELECT FROM ledger.event WHERE ledger = $2) AS room`,
      [DEMO_ACCOUNTS.map(({ id }) => id), LEDGER],
    );
    return found?.room === true;
  } finally {
    await dataSource.destroy();
  }
};

/**
 * Settles `DEMO` when it is left open: the demo comes by itself only into the service's own database, and only where it
 * is already or nothing else is; never beside a log that is kept elsewhere. Needs a migrated database.
 */
export const settleDemo = async (
  config: Config,
  { url, embedded }: { readonly url: string; readonly embedded: boolean },
): Promise<Config> => {
  if (config.demo !== 'auto') return config;
  const on = embedded && config.kurrent === undefined && (await hasRoomForDemo(url));
  return Object.freeze(Object.assign({}, config, { demo: on ? ('on' as const) : ('off' as const) }));
};

/** The demo year is that of one city; a ledger without it stays empty. */
const hasCity = findPlace('320583') !== undefined;

/** Makes the demo accounts and, on an empty ledger, tells the demo city's year. Answers the accounts' password. */
export const prepareDemo = async (
  app: INestApplicationContext,
  config: Config,
): Promise<string | undefined> => {
  if (config.demo === 'off') return undefined;
  const password = await demoPassword(config);
  const store = app.get(EventStore);
  await inTurn(app.get(DataSource), async () => {
    await ensureDemoAccounts({ accounts: app.get(Accounts), passwords: app.get(Passwords) }, password);
    if (!hasCity || (await store.head(LEDGER)).position > 0) return;
    const proofs = app.get(InspectionProofs);
    await tellDemoYear(store, (inspectionId) => proofs.drawing(inspectionId));
  });
  await app.get(ProjectionRunner).waitFor((await store.head(LEDGER)).position, CATCH_UP_MS);
  return password;
};
