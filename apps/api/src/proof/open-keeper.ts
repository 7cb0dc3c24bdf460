import type { DataSource } from 'typeorm';
import type { LogLine } from '#libs/audit';
import type { Clock, EventStore } from '#libs/event-store';
import type { Config } from '#libs/platform';
import { CheckpointStore } from './checkpoint-store.js';
import type { KeyRing } from './key-ring.js';
import { LogKeeper } from './log-keeper.js';
import { LogTree } from './log-tree.js';
import { RememberedCheckpoints } from './remembered.js';
import { TileStore } from './tile-store.js';
import { WitnessClient } from './witness-client.js';
import type { WriteGate } from './write-gate.js';

/** What proofs are made from. */
export interface ProofSources {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly gate: WriteGate;
}

/** The keeper of one log, as far as the log reaches now. Errors: LogChanged. */
export const openKeeper = async (
  { config, store, clock, gate, dataSource }: ProofSources,
  line: LogLine,
  keys: KeyRing,
): Promise<LogKeeper> =>
  new LogKeeper({
    line,
    tree: await LogTree.open({ store, tiles: new TileStore(dataSource, line.suite), line }),
    checkpoints: new CheckpointStore(dataSource, line.suite),
    remembered: new RememberedCheckpoints(config, line.suite),
    witnesses: config.witnesses
      .map((address) => new WitnessClient(address))
      .filter(({ key }) => key.algorithm === line.algorithm),
    keys,
    store,
    clock,
    gate,
  });
