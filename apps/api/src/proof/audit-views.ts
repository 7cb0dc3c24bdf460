import { must, type JsonObject } from '#kernel';
import { base64, hex, parseVerifierKey, sameBytes } from '#libs/audit';
import { leafAfterFreeByte } from '#libs/event-store';
import { edgeRefusal } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { wholeNote, type IssuedCheckpoint } from './checkpoint-store.js';
import type { LogKeeper } from './log-keeper.js';
import { LogChanged } from './log-tree.js';
import { nodeCryptography } from '#module/audit';

const nameOf = (key: string): string => parseVerifierKey(key, nodeCryptography)?.name ?? key;

/** A checkpoint taken apart, with who has co-signed it. */
export const checkpointView = async (keeper: LogKeeper, issued: IssuedCheckpoint): Promise<JsonObject> => {
  const { origin, size, root, chain, issuedAt, cosignatures } = issued;
  const needed = await keeper.quorum();
  return {
    origin,
    suite: keeper.parts.line.suite,
    size,
    root: base64(root),
    chain,
    issuedAt,
    note: wholeNote(issued),
    witnesses: cosignatures.map(({ witness, seenAt }) => ({ name: nameOf(witness), key: witness, seenAt })),
    quorum: { needed, signed: cosignatures.length, met: cosignatures.length >= needed },
  };
};

/** What a proof of inclusion consists of, as bytes. */
export interface InclusionProof {
  readonly position: number;
  readonly leafHash: Uint8Array;
  readonly inclusion: readonly Uint8Array[];
  readonly checkpoint: IssuedCheckpoint;
}

/** Proves an event from its stored bytes. Errors: NOT_FOUND, KeyNotInForce, LogChanged. */
export const proveInclusion = async (keeper: LogKeeper, position: number): Promise<InclusionProof> => {
  const { store, tree, line, gate } = keeper.parts;
  const checkpoint = await keeper.covering(position);
  if (checkpoint === undefined) throw edgeRefusal('NOT_FOUND', { subject: `事件 event ${position}` });
  const [event] = await store.readLedger(LEDGER, position - 1, 1);
  const leafHash = line.hasher.leafAfterFreeByte(leafAfterFreeByte(must(event, `event ${position}`)));
  if (!sameBytes(leafHash, await tree.leafAt(position))) {
    const words = `第 ${position} 个事件已被改动 event ${position} is not what was recorded`;
    gate.shut(words);
    throw new LogChanged(words);
  }
  const inclusion = await tree.inclusion(position, checkpoint.size);
  return { position, leafHash, inclusion, checkpoint };
};

export const inclusionView = ({ position, leafHash, inclusion, checkpoint }: InclusionProof): JsonObject => ({
  position,
  leafHash: hex(leafHash),
  inclusion: inclusion.map(base64),
  size: checkpoint.size,
  checkpoint: wholeNote(checkpoint),
});

export const inclusionOf = async (keeper: LogKeeper, position: number): Promise<JsonObject> =>
  inclusionView(await proveInclusion(keeper, position));

/** Errors: NOT_FOUND when the log is shorter than `to`. */
export const consistencyOf = async (
  { parts: { tree } }: LogKeeper,
  from: number,
  to: number,
): Promise<JsonObject> => {
  if (to > tree.size) await tree.catchUp();
  if (to > tree.size) throw edgeRefusal('NOT_FOUND', { subject: `事件 event ${to}` });
  return {
    from,
    to,
    fromRoot: base64(await tree.rootAt(from)),
    toRoot: base64(await tree.rootAt(to)),
    consistency: (await tree.consistency(from, to)).map(base64),
  };
};

/** Every key that signed a log's checkpoints, with the sizes it signed from, and the witnesses asked. */
export const keysView = async (keeper: LogKeeper): Promise<JsonObject> => {
  const { line, keys, witnesses } = keeper.parts;
  const { rotations } = await keeper.rotations();
  const changes = rotations.flatMap(({ position, keys: changed, decisionNo }) =>
    changed
      .filter(({ newKey }) => nameOf(newKey) === line.origin)
      .map((change) => ({ ...change, position, decisionNo })),
  );
  const first = changes[0]?.oldKey ?? keys.signer(line.origin).verifier.text;
  return {
    origin: line.origin,
    suite: line.suite,
    keys: [
      { key: first, fromSize: 0, decisionNo: null },
      ...changes.map(({ newKey, position, decisionNo }) => ({ key: newKey, fromSize: position, decisionNo })),
    ],
    witnesses: witnesses.map(({ key }) => ({ name: key.name, key: key.text })),
    quorum: await keeper.quorum(),
  };
};
