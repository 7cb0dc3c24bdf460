import type { Cryptography } from './crypto/cryptography.js';
import { treeHasher, type TreeHasher } from './tree/hasher.js';

export type Suite = 'sha256' | 'sm3';

/** One log over a ledger's events: its name, its tree's hash, the algorithm of its keys. */
export interface LogLine {
  readonly suite: Suite;
  readonly origin: string;
  readonly algorithm: 'ed25519' | 'sm2';
  readonly hasher: TreeHasher;
}

/** What the origin of a log with an SM3 tree ends with. */
export const SM3_SUFFIX = '/sm3';

/** The hash of a log's tree and the algorithm of its keys follow from its name. */
export const lineOfOrigin = (origin: string, { sha256, sm3 }: Cryptography): LogLine =>
  origin.endsWith(SM3_SUFFIX)
    ? { suite: 'sm3', origin, algorithm: 'sm2', hasher: treeHasher(sm3) }
    : { suite: 'sha256', origin, algorithm: 'ed25519', hasher: treeHasher(sha256) };
