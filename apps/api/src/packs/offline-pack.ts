import { DataSource } from 'typeorm';
import {
  KEYS_STREAM,
  keysFold,
  LEDGER_EVENTS,
  parseVerifierKey,
  type KeysState,
  type LogLine,
} from '#libs/audit';
import { decode, type EventStore } from '#libs/event-store';
import { dataSourceOptions, foldStreams, type Config } from '#libs/platform';
import { nodeCryptography } from '#module/audit';
import { LEDGER } from '../ledger/ledger.constants.js';
import { SystemClock } from '../ledger/system-clock.js';
import { CheckpointStore } from '../proof/checkpoint-store.js';
import { KeyRing } from '../proof/key-ring.js';
import { linesKept } from '../proof/log-line.js';
import { openKeeper } from '../proof/open-keeper.js';
import { isTrouble } from '../proof/proof-trouble.js';
import { startFault } from '../proof/start-check.js';
import { WriteGate } from '../proof/write-gate.js';
import { logSigners, packPieces, type LogToPack, type PackOrder } from './pack-pieces.js';
import { verifyPage } from './verify-page.js';

export interface OfflineSources {
  readonly url: string;
  readonly config: Config;
  readonly store: EventStore;
  /** Told why a log gets no checkpoint now. */
  readonly onTrouble: (words: string) => void;
}
interface Opened extends OfflineSources {
  readonly dataSource: DataSource;
  readonly ring: KeyRing;
}

const rotationsIn = async (store: EventStore): Promise<KeysState> => {
  const stored = await store.readStreams(LEDGER, [KEYS_STREAM], Number.MAX_SAFE_INTEGER);
  const events = stored.map((event) => decode(event, LEDGER_EVENTS));
  return foldStreams(keysFold, events).get(KEYS_STREAM)?.state ?? keysFold.initial(KEYS_STREAM);
};

/**
 * A checkpoint as the service would issue it, over all there is now or so many events; none over a log whose past has
 * changed.
 */
const issueFresh = async (opened: Opened, line: LogLine, upTo: number | undefined): Promise<void> => {
  const { onTrouble } = opened;
  const sources = { ...opened, clock: new SystemClock(), gate: new WriteGate() };
  try {
    const keeper = await openKeeper(sources, line, opened.ring);
    const fault = await startFault(keeper);
    if (fault === undefined) await (upTo === undefined ? keeper.issue() : keeper.issueAt(upTo));
    else onTrouble(`${line.origin}: ${fault}`);
    await keeper.settled();
  } catch (error) {
    if (!isTrouble(error)) throw error;
    onTrouble(`${line.origin}: ${error.message}`);
  }
};

const logToPack = async (opened: Opened, line: LogLine, upTo: number | undefined): Promise<LogToPack> => {
  const { config, ring, store, dataSource } = opened;
  const { suite, origin, algorithm } = line;
  await issueFresh(opened, line, upTo);
  const witnesses = config.witnesses
    .map(({ key }) => key)
    .filter((key) => parseVerifierKey(key, nodeCryptography)?.algorithm === algorithm);
  const keys = logSigners({
    origin,
    rotations: await rotationsIn(store),
    current: ring.signer(origin).verifier.text,
    witnesses,
  });
  return { keys, checkpoints: await new CheckpointStore(dataSource, suite).all() };
};

const logsOf = async (sources: OfflineSources): Promise<readonly LogToPack[]> => {
  const { url, config } = sources;
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const opened = { ...sources, dataSource, ring: await KeyRing.open(config) };
    const logs: LogToPack[] = [];
    for (const line of linesKept(config))
      logs.push(await logToPack(opened, line, logs[0]?.checkpoints.at(-1)?.size));
    return logs;
  } finally {
    await dataSource.destroy();
  }
};

/**
 * A pack straight from the database, without a service: up to a checkpoint issued now or, where the log is not what
 * was signed before, up to the last one given out, whatever the rows under it say now. Errors: one that says so when
 * there is no checkpoint at all.
 */
export async function* offlinePack(sources: OfflineSources, order: PackOrder): AsyncGenerator<Uint8Array> {
  const logs = await logsOf(sources);
  if (logs[0]?.checkpoints.length === 0)
    throw new Error('没有可用的检查点 / there is no checkpoint to go by');
  yield* packPieces({ store: sources.store, logs, page: await verifyPage() }, order);
}
