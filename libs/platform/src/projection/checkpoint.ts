import type { DataSource, EntityManager } from 'typeorm';
import type { EventCatalogue, LoggedEvent } from '#kernel';
import { decode, HoleInLog, type EventStore } from '#libs/event-store';
import type { Projection } from './projection.js';

const PAGE_SIZE = 5_000;

export interface RunnerOptions {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly ledger: string;
  readonly catalogue: EventCatalogue;
  readonly projections: readonly Projection[];
  readonly onAlarm: (message: string, error: unknown) => void;
}

/** How far the live read models have come. */
export const checkpointOf = async (manager: EntityManager, ledger: string): Promise<number> => {
  const rows: { position: string }[] = await manager.query(
    'SELECT position FROM read.checkpoint WHERE ledger = $1',
    [ledger],
  );
  return Number(rows[0]?.position ?? 0);
};

/** Whoever holds the checkpoint's row is the one that moves it. */
export const lockCheckpoint = async (manager: EntityManager, ledger: string): Promise<number> => {
  const rows: { position: string }[] = await manager.query(
    'SELECT position FROM read.checkpoint WHERE ledger = $1 FOR UPDATE',
    [ledger],
  );
  return Number(rows[0]?.position ?? 0);
};

export const moveCheckpoint = async (
  manager: EntityManager,
  ledger: string,
  position: number,
): Promise<void> => {
  await manager.query('UPDATE read.checkpoint SET position = $2 WHERE ledger = $1', [ledger, position]);
};

/** The next page of the log, decoded; a gap in its positions is corruption and stops the reader. */
export const readPage = async (
  { store, ledger, catalogue }: Pick<RunnerOptions, 'store' | 'ledger' | 'catalogue'>,
  after: number,
): Promise<readonly LoggedEvent[]> => {
  const stored = await store.readLedger(ledger, after, PAGE_SIZE);
  stored.forEach((event, index) => {
    if (event.position !== after + index + 1) throw new HoleInLog(ledger, after + index + 1);
  });
  return stored.map((event) => decode(event, catalogue));
};
