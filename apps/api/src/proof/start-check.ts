import { parseCheckpoint, parseNote, sameBytes } from '#libs/audit';
import type { LogKeeper } from './log-keeper.js';
import type { Remembered } from './remembered.js';

/** Why a log does not continue a checkpoint; nothing when it does. */
const faultAgainst = async (
  { parts: { tree, line } }: LogKeeper,
  { note, chain }: Remembered,
): Promise<string | undefined> => {
  const text = parseNote(note)?.text;
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (checkpoint === undefined || checkpoint.origin !== line.origin)
    return `检查点文件不可读 a kept checkpoint of ${line.origin} cannot be read`;
  const { size, root } = checkpoint;
  if (tree.size < size)
    return `台账只有 ${tree.size} 个事件，检查点已有 ${size} 个 the log has ${tree.size} events, a checkpoint covers ${size}`;
  // The chain value of an event stands for everything before it, so that no earlier event need be read.
  const same = (await tree.chainAt(size)) === chain && sameBytes(await tree.rootAt(size), root);
  return same
    ? undefined
    : `前 ${size} 个事件与检查点不符 the first ${size} events are not those of a checkpoint`;
};

/**
 * Compares the log with the checkpoints kept in the database, beside it, and by the witnesses. Answers what is wrong,
 * nothing when all is well; a witness that cannot be reached says nothing.
 */
export const startFault = async (keeper: LogKeeper): Promise<string | undefined> => {
  const { checkpoints, remembered, gate, witnesses } = keeper.parts;
  const latest = await checkpoints.latest();
  const kept = [...(latest === undefined ? [] : [latest]), ...(await remembered.read())];
  for (const checkpoint of kept) {
    const fault = await faultAgainst(keeper, checkpoint);
    if (fault !== undefined) return fault;
  }
  if (witnesses.length > 0 && latest !== undefined) await keeper.show(latest);
  return gate.trouble;
};
