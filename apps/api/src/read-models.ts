import { DataSource } from 'typeorm';
import { LEDGER_EVENTS } from '#libs/audit';
import type { EventStore } from '#libs/event-store';
import { checkpointOf, dataSourceOptions, ProjectionRunner, UNHURRIED_MS } from '#libs/platform';
import { LEDGER } from './ledger/ledger.constants.js';
import { PROJECTIONS } from './ledger/projections.js';

export const PROJECTION_NAMES: readonly string[] = PROJECTIONS.map(({ name }) => name);

const withDataSource = async <T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> => {
  const dataSource = new DataSource(
    dataSourceOptions({ url, entities: [], migrations: [], statementMs: UNHURRIED_MS }),
  );
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
};

/** How far the read models have come. */
export const readModelPosition = (url: string): Promise<number> =>
  withDataSource(url, (dataSource) => checkpointOf(dataSource.manager, LEDGER));

/** Builds read models again from the first event; a running service goes on serving the old ones until the switch. */
export const rebuildProjections = ({
  url,
  store,
  names,
}: {
  readonly url: string;
  readonly store: EventStore;
  readonly names: readonly string[];
}): Promise<void> =>
  withDataSource(url, async (dataSource) => {
    const options = { store, dataSource, ledger: LEDGER, catalogue: LEDGER_EVENTS, projections: PROJECTIONS };
    const runner = new ProjectionRunner({ ...options, onAlarm: () => undefined });
    for (const name of names) await runner.rebuild(name);
  });
