import { HASH_BYTES } from '../tree/hasher.js';
import { base64, countIn, fromBase64 } from './encoding.js';

/** 检查点：how large a log's tree was and what its root was. */
export interface Checkpoint {
  /** Names the log, and with it the tree's hash: an origin that ends with `/sm3` has a tree hashed with SM3. */
  readonly origin: string;
  /** How many leaves, which is the position of the last event it covers. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text a log signs (C2SP tlog-checkpoint), with its final newline. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${base64(root)}\n`;

/**
 * Reads the text of a checkpoint; nothing for text that is none, or whose root is not 32 bytes. Further lines are
 * allowed by the format and say nothing here.
 */
export const parseCheckpoint = (text: string): Checkpoint | undefined => {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', sizeText = '', rootText = ''] = lines;
  const size = countIn(sizeText);
  const root = fromBase64(rootText);
  if (lines.includes('') || size === undefined || root?.length !== HASH_BYTES) return undefined;
  return { origin, size, root };
};
