import { must } from '#kernel';
import {
  consistencyFault,
  fromBase64,
  fromHex,
  inclusionFault,
  lineOfOrigin,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  pureCryptography,
  type Checkpoint,
} from '#libs/audit';

/** What the routes of `/audit` answer, as far as tests read it. */
export interface InclusionAnswer {
  readonly position: number;
  readonly leafHash: string;
  readonly inclusion: readonly string[];
  readonly size: number;
  readonly checkpoint: string;
}
export interface ConsistencyAnswer {
  readonly from: number;
  readonly to: number;
  readonly consistency: readonly string[];
}
export interface CheckpointAnswer {
  readonly size: number;
  readonly note: string;
  readonly witnesses: readonly { readonly name: string; readonly key: string; readonly seenAt: number }[];
  readonly quorum: { readonly needed: number; readonly signed: number; readonly met: boolean };
}
export interface KeysAnswer {
  readonly logs: readonly {
    readonly origin: string;
    readonly keys: readonly { readonly key: string; readonly fromSize: number }[];
    readonly quorum: number;
  }[];
}

/** A checkpoint as a stranger reads it, who has nothing but the public keys. */
export const readCheckpoint = (note: string, keys: readonly string[]): Checkpoint => {
  const known = keys.map((key) => must(parseVerifierKey(key, pureCryptography), key));
  const opened = openNote(note, known, pureCryptography);
  if (!opened.ok) throw new Error(`the note is ${opened.fault}`);
  return must(parseCheckpoint(opened.text), 'a checkpoint');
};

const hashOf = (text: string): Uint8Array => must(fromBase64(text), text);

/** What a stranger finds wrong with a proof of inclusion; nothing when it holds. */
export const inclusionTrouble = (proof: InclusionAnswer, keys: readonly string[]): string | undefined => {
  const { origin, size, root } = readCheckpoint(proof.checkpoint, keys);
  const leafHash = must(fromHex(proof.leafHash), proof.leafHash);
  const claim = { index: proof.position - 1, size, root, leafHash, proof: proof.inclusion.map(hashOf) };
  return inclusionFault(claim, lineOfOrigin(origin, pureCryptography).hasher);
};

/** What a stranger finds wrong with the step from one checkpoint to another; nothing when it holds. */
export const consistencyTrouble = (
  older: Checkpoint,
  newer: Checkpoint,
  proof: ConsistencyAnswer,
): string | undefined =>
  consistencyFault(
    {
      oldSize: older.size,
      oldRoot: older.root,
      size: newer.size,
      root: newer.root,
      proof: proof.consistency.map(hashOf),
    },
    lineOfOrigin(newer.origin, pureCryptography).hasher,
  );
