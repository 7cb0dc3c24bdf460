import type { Instant } from '#kernel';
import type { EventStore } from '#libs/event-store';
import type { Known } from '../http/index.js';

/** The last position recorded by a moment; recorded times never fall, so halving finds it. */
const positionAt = async (store: EventStore, ledger: string, moment: Instant): Promise<number> => {
  let known = 0;
  let unknown = (await store.head(ledger)).position + 1;
  while (unknown - known > 1) {
    const middle = Math.floor((known + unknown) / 2);
    const [event] = await store.readLedger(ledger, middle - 1, 1);
    if (event && event.recordedAt <= moment) known = middle;
    else unknown = middle;
  }
  return known;
};

/** The position up to which the log was known at a read's knowledge time; nothing when the read asks for now. */
export const knownPosition = async (
  store: EventStore,
  ledger: string,
  knownAt: Known | undefined,
): Promise<number | undefined> => {
  if (knownAt === undefined) return undefined;
  return 'position' in knownAt ? knownAt.position : positionAt(store, ledger, knownAt.instant);
};
