import type { Head } from '../contract/index.js';
import type { LogReads } from '../port.js';

export const sameHead = (a: Head, b: Head): boolean => a.position === b.position && a.hash === b.hash;

/** Whether the log holds a head's last event: the chain value stands for everything up to it. */
export const holds = async (reads: LogReads, ledger: string, head: Head): Promise<boolean> => {
  const [event] = await reads.readLedger(ledger, head.position - 1, 1);
  return event?.hash === head.hash;
};
