import type { CheckedCheckpoint } from './checkpoint-check.js';
import type { PackReport } from './report.js';

/** What a pack rests on in one log: its checkpoint over the whole pack, and who has co-signed that. */
export interface LogStanding {
  readonly origin: string;
  /** How many checkpoints of this log hold. */
  readonly checkpoints: number;
  /** Nothing when the log has none of the pack's size. */
  readonly size: number | undefined;
  readonly witnesses: CheckedCheckpoint['witnesses'];
  /** How many witnesses the log asks for. */
  readonly quorum: number;
}

/** Of each log in a report, how many and which witnesses have signed the checkpoint over the pack. */
export const standing = ({ logs, checkpoints, manifest }: PackReport): readonly LogStanding[] =>
  logs.map(({ origin, quorum }) => {
    const own = checkpoints.filter((one) => one.origin === origin);
    const over = own.find(({ size }) => size === manifest?.size);
    const witnesses = over?.witnesses ?? [];
    return { origin, checkpoints: own.length, size: over?.size, witnesses, quorum };
  });
