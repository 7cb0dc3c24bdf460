import { DataSource } from 'typeorm';
import { LEDGER_EVENTS } from '#libs/audit';
import type { EventStore, Notices } from '#libs/event-store';
import { checkpointOf, dataSourceOptions, ProjectionRunner, UNHURRIED_MS } from '#libs/platform';
import { LEDGER } from './ledger/ledger.constants.js';
import { PROJECTIONS } from './ledger/projections.js';

export const PROJECTION_NAMES: readonly string[] = PROJECTIONS.map(({ name }) => name);

/** What read models are made from. */
interface ProjectionParts {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly notices?: Notices;
}
type Alarm = (message: string, error: unknown) => void;

/** All the read models of the ledger. */
export const ledgerProjections = (
  parts: ProjectionParts,
  manner: { readonly elsewhere?: boolean; readonly onAlarm: Alarm },
): ProjectionRunner =>
  new ProjectionRunner({
    ...parts,
    ...manner,
    ledger: LEDGER,
    catalogue: LEDGER_EVENTS,
    projections: PROJECTIONS,
  });

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
    const runner = ledgerProjections({ store, dataSource }, { onAlarm: () => undefined });
    await runner.rebuild(names);
  });

/** Keeps the read models of a database up to date until the work is done. */
export const projecting = (
  { url, onAlarm }: { readonly url: string; readonly onAlarm: Alarm },
  parts: { readonly store: EventStore; readonly notices: Notices },
  work: () => Promise<void>,
): Promise<void> =>
  withDataSource(url, async (dataSource) => {
    const runner = ledgerProjections({ ...parts, dataSource }, { onAlarm });
    await runner.start();
    try {
      await work();
    } finally {
      await runner.stop();
    }
  });
