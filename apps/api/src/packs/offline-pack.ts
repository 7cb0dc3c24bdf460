import { DataSource } from 'typeorm';
import { KEYS_STREAM, keysFold, LEDGER_EVENTS, parseVerifierKey, type KeysState } from '#libs/audit';
import { decode, type EventStore } from '#libs/event-store';
import { dataSourceOptions, foldStreams, type Config } from '#libs/platform';
import { nodeCryptography } from '#module/audit';
import { LEDGER } from '../ledger/ledger.constants.js';
import { CheckpointStore } from '../proof/checkpoint-store.js';
import { KeyRing } from '../proof/key-ring.js';
import { linesKept } from '../proof/log-line.js';
import { logKeys, packPieces, type LogToPack, type PackOrder } from './pack-pieces.js';
import { verifyPage } from './verify-page.js';

export interface OfflineSources {
  readonly url: string;
  readonly config: Config;
  readonly store: EventStore;
}

const rotationsIn = async (store: EventStore): Promise<KeysState> => {
  const stored = await store.readStreams(LEDGER, [KEYS_STREAM], Number.MAX_SAFE_INTEGER);
  const events = stored.map((event) => decode(event, LEDGER_EVENTS));
  return foldStreams(keysFold, events).get(KEYS_STREAM)?.state ?? keysFold.initial(KEYS_STREAM);
};

const logsOf = async ({ url, config, store }: OfflineSources): Promise<readonly LogToPack[]> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const [ring, rotations] = [await KeyRing.open(config), await rotationsIn(store)];
    const logs: LogToPack[] = [];
    for (const { suite, origin, algorithm } of linesKept(config)) {
      const witnesses = config.witnesses
        .map(({ key }) => key)
        .filter((key) => parseVerifierKey(key, nodeCryptography)?.algorithm === algorithm);
      const keys = logKeys({
        origin,
        rotations,
        current: ring.signer(origin).verifier.text,
        witnesses,
        quorum: config.witnessQuorum,
      });
      logs.push({ keys, checkpoints: await new CheckpointStore(dataSource, suite).all() });
    }
    return logs;
  } finally {
    await dataSource.destroy();
  }
};

/**
 * A pack straight from the database, without a service: up to the last checkpoint that was given out, whatever the
 * rows under it say now. Errors: one that says so when no checkpoint was ever given out.
 */
export async function* offlinePack(sources: OfflineSources, order: PackOrder): AsyncGenerator<Uint8Array> {
  const logs = await logsOf(sources);
  if (logs[0]?.checkpoints.length === 0)
    throw new Error('尚无检查点，请先启动服务 / there is no checkpoint yet; start the service first');
  yield* packPieces({ store: sources.store, logs, page: await verifyPage() }, order);
}
