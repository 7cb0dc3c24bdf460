import type { DataSource, EntityManager } from 'typeorm';
import type { EventCatalogue, LoggedEvent } from '#kernel';
import { decode, HoleInLog, type EventStore, type Notices } from '#libs/event-store';
import type { Projection } from './projection.js';

const PAGE_SIZE = 5_000;

export interface RunnerOptions {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly ledger: string;
  readonly catalogue: EventCatalogue;
  readonly projections: readonly Projection[];
  readonly onAlarm: (message: string, error: unknown) => void;
  /** Tells and hears how far read models have come; without it everybody looks for themselves. */
  readonly notices?: Notices;
  /** Whether another process builds the read models, so that this one only looks how far they have come. */
  readonly elsewhere?: boolean;
}

/** How far the live read models have come. */
export const checkpointOf = async (manager: EntityManager, ledger: string): Promise<number> => {
  const rows: { position: string }[] = await manager.query(
    'SELECT position FROM read.checkpoint WHERE ledger = $1',
    [ledger],
  );
  return Number(rows[0]?.position ?? 0);
};

/** As long as nobody else takes over from a process that has moved the checkpoint. */
const TURN = "interval '1 second'";

/** The checkpoint, held until the transaction ends; nothing while it is another process's turn to move it. */
export const takeCheckpoint = async (
  manager: EntityManager,
  ledger: string,
  owner: string,
): Promise<number | undefined> => {
  const rows: { position: string }[] = await manager.query(
    `SELECT position FROM read.checkpoint
     WHERE ledger = $1 AND (lease_owner IS NULL OR lease_owner = $2 OR lease_until < clock_timestamp())
     FOR UPDATE SKIP LOCKED`,
    [ledger, owner],
  );
  return rows[0] && Number(rows[0].position);
};

/** Ends a process's turn, so that the next need not wait. */
export const leaveCheckpoint = async (
  manager: EntityManager,
  ledger: string,
  owner: string,
): Promise<void> => {
  await manager.query(
    'UPDATE read.checkpoint SET lease_owner = NULL, lease_until = NULL WHERE ledger = $1 AND lease_owner = $2',
    [ledger, owner],
  );
};

/** Whoever holds the checkpoint's row is the one that moves it. */
export const lockCheckpoint = async (manager: EntityManager, ledger: string): Promise<number> => {
  const rows: { position: string }[] = await manager.query(
    'SELECT position FROM read.checkpoint WHERE ledger = $1 FOR UPDATE',
    [ledger],
  );
  return Number(rows[0]?.position ?? 0);
};

/** Moves a checkpoint that was taken, and keeps the turn. */
export const moveCheckpoint = async (
  manager: EntityManager,
  ledger: string,
  { owner, position }: { readonly owner: string; readonly position: number },
): Promise<void> => {
  await manager.query(
    `UPDATE read.checkpoint SET position = $2, lease_owner = $3, lease_until = clock_timestamp() + ${TURN}
     WHERE ledger = $1`,
    [ledger, position, owner],
  );
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
