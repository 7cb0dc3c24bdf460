import type { Actor, Instant, Json } from '#kernel';
import { LEDGER } from '#apps/api';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { Clock, EMPTY_HEAD, LedgerExecutor, MemoryEventStore, type StoredEvent } from '#libs/event-store';
import type { PolicyKey } from '#libs/policy';

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

const LEADER: Actor = { id: 'leading-group@320500', roles: ['leading-group'], place: '320500' };
const LATE = '2027-01-01T01:00:00.000Z' as Instant;
/** A policy's key, its value, and from when it binds; absent: at once. */
export type AdoptedPolicy = readonly [key: PolicyKey, value: Json, effectiveFrom?: Instant];

/** A log that goes on with policies adopted at the beginning of 2027. */
export const adoptingPolicies = async (
  events: readonly StoredEvent[],
  policies: readonly AdoptedPolicy[],
): Promise<readonly StoredEvent[]> => {
  const give = await goingOn(events, LEADER, LATE);
  let log = events;
  for (const [index, [key, value, effectiveFrom = LATE]] of policies.entries())
    log = await give('AdoptPolicy', { key, value, effectiveFrom, decisionNo: '示例' }, `adopt-${index}`);
  return log;
};
