import { endOf, instantOf, startOf, type CivilDate, type Instant } from '#kernel';
import {
  packFiles,
  PlaceStreams,
  spread,
  writePack,
  type EventToPack,
  type KeysState,
  type LogSigners,
  type PackScope,
} from '#libs/audit';
import type { EventStore, StoredEvent } from '#libs/event-store';
import { policyFold } from '#libs/policy';
import { nodeTools } from '#module/audit';
import { LEDGER } from '../ledger/ledger.constants.js';
import { wholeNote, type IssuedCheckpoint } from '../proof/checkpoint-store.js';

const PAGE_SIZE = 2_000;

/** One log over the ledger with what it has given out, smallest first. */
export interface LogToPack {
  readonly keys: LogSigners;
  readonly checkpoints: readonly IssuedCheckpoint[];
}

/** What a pack is made of, and for whom. */
export interface PackOrder {
  readonly scope: PackScope;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly purpose: string;
}

export interface PackMaterials {
  readonly store: Pick<EventStore, 'readLedger' | 'readStreams'>;
  /** The foremost first; it decides how far the pack reaches. */
  readonly logs: readonly LogToPack[];
  readonly page: Uint8Array | undefined;
  /** The proof of an event in the foremost log's tree of a size, for packs of a place. */
  readonly inclusion?: (position: number, size: number) => Promise<readonly Uint8Array[]>;
}

/** Every row up to a position, whether or not it is what it should be: that is for the verifier to say. */
async function* rowsUpTo(store: PackMaterials['store'], last: number): AsyncGenerator<StoredEvent> {
  let after = 0;
  for (;;) {
    const page = await store.readLedger(LEDGER, after, PAGE_SIZE);
    for (const event of page) if (event.position <= last) yield event;
    after = page.at(-1)?.position ?? last;
    if (page.length < PAGE_SIZE || after >= last) return;
  }
}

async function* rowsOfPlace(
  { store, inclusion }: PackMaterials,
  { place, from, to }: Extract<PackScope, { readonly scope: 'PLACE' }>,
  size: number,
): AsyncGenerator<EventToPack> {
  const streams = new PlaceStreams(place);
  const [first, last] = [startOf(from as CivilDate), endOf(to as CivilDate)];
  for await (const event of rowsUpTo(store, size)) {
    const theirs = streams.holds(event);
    if (!theirs || event.recordedAt < first || event.recordedAt > last) continue;
    yield { event, proof: (await inclusion?.(event.position, size)) ?? [] };
  }
}

async function* asEvents(rows: AsyncIterable<StoredEvent>): AsyncGenerator<EventToPack> {
  for await (const event of rows) yield { event };
}

/** The moment of the pack's last event: its policies bind then. */
const momentAt = async (store: PackMaterials['store'], size: number): Promise<Instant> => {
  const [last] = size === 0 ? [] : await store.readLedger(LEDGER, size - 1, 1);
  return last?.recordedAt ?? instantOf(0);
};

export interface KeySources {
  readonly origin: string;
  readonly rotations: KeysState;
  /** The key the log is signed with now. */
  readonly current: string;
  readonly witnesses: readonly string[];
}

/** Every key that signed a log, from its first. */
export const logSigners = ({ origin, rotations, current, witnesses }: KeySources): LogSigners => {
  const changes = rotations.rotations.flatMap(({ position, keys }) =>
    keys
      .filter(({ newKey }) => newKey.startsWith(`${origin}+`))
      .map(({ oldKey, newKey }) => ({ oldKey, key: newKey, fromSize: position })),
  );
  return {
    origin,
    keys: [
      { key: changes[0]?.oldKey ?? current, fromSize: 0 },
      ...changes.map(({ key, fromSize }) => ({ key, fromSize })),
    ],
    witnesses,
  };
};

/** How far a pack reaches: the newest checkpoint of the foremost log. */
export const packSize = (logs: readonly LogToPack[]): number => logs[0]?.checkpoints.at(-1)?.size ?? 0;

/** The bytes of a pack, piece by piece, in constant space however long the log is. */
export async function* packPieces(
  materials: PackMaterials,
  { scope, ...order }: PackOrder,
): AsyncGenerator<Uint8Array> {
  const { store, page } = materials;
  const size = packSize(materials.logs);
  const logs = materials.logs.filter(({ checkpoints }) => checkpoints.some((one) => one.size === size));
  const frame = {
    logs: logs.map(({ keys }) => keys),
    checkpoints: logs.flatMap(({ checkpoints }) =>
      spread(checkpoints.filter((one) => one.size <= size)).map(wholeNote),
    ),
    policyEvents: await store.readStreams(LEDGER, [policyFold.prefix], size),
    at: await momentAt(store, size),
    page,
    cryptography: nodeTools.cryptography,
  };
  const events =
    scope.scope === 'LEDGER' ? asEvents(rowsUpTo(store, size)) : rowsOfPlace(materials, scope, size);
  yield* writePack({ scope, ledger: LEDGER, size, ...order }, packFiles(frame, events), nodeTools);
}
