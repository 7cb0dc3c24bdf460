import type { Actor, Instant } from '#kernel';
import { LEDGER } from '#apps/api';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { Clock, EMPTY_HEAD, LedgerExecutor, MemoryEventStore, type StoredEvent } from '#libs/event-store';

class StoppedClock extends Clock {
  constructor(private readonly at: Instant) {
    super();
  }
  now(): Instant {
    return this.at;
  }
}

/** Gives a command, which has to be taken; the whole log after it. */
export type Give = (type: string, data: object, commandId: string) => Promise<readonly StoredEvent[]>;

/** A ledger in memory that goes on from some events, by one officer at one moment. */
export const goingOn = async (events: readonly StoredEvent[], actor: Actor, at: Instant): Promise<Give> => {
  const store = new MemoryEventStore();
  if (events.length > 0) await store.commit({ ledger: LEDGER, expected: EMPTY_HEAD, events, commands: [] });
  const setting = { ledger: LEDGER, deciders: LEDGER_DECIDERS, catalogue: LEDGER_EVENTS };
  const executor = new LedgerExecutor(store, { ...setting, clock: new StoppedClock(at) });
  return async (type, data, commandId) => {
    const told = await executor.submit({ command: { type, data, actor, commandId } });
    if (!told.ok) throw new Error(`${type}: ${JSON.stringify(told.refusal)}`);
    return store.readLedger(LEDGER, 0, Number.MAX_SAFE_INTEGER);
  };
};
