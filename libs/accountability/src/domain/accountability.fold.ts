import { assertNever, must, PersistentMap, type Fold, type Logged } from '#kernel';
import type { AccountabilityEvent, AccountabilityRecorded } from '#contract/accountability';

/** 互认状态: recognised everywhere until it is revoked. */
export type AccountabilityStatus = 'RECOGNISED' | 'WITHDRAWN';

export type AccountabilityRecord = AccountabilityRecorded['data'] & {
  readonly status: AccountabilityStatus;
  readonly recordedBy: string;
  readonly withdrawal: { readonly documentNo: string; readonly reason: string; readonly by: string } | null;
};

/** By the record's id. */
export type AccountabilityState = PersistentMap<string, AccountabilityRecord>;

const evolve = (state: AccountabilityState, event: Logged<AccountabilityEvent>): AccountabilityState => {
  const { actor: by } = event;
  switch (event.type) {
    case 'AccountabilityRecorded': {
      const record = { ...event.data, status: 'RECOGNISED', recordedBy: by, withdrawal: null } as const;
      return state.set(record.recordId, record);
    }
    case 'AccountabilityWithdrawn': {
      const { recordId, documentNo, reason } = event.data;
      const record = must(state.get(recordId), `accountability record ${recordId}`);
      return state.set(recordId, { ...record, status: 'WITHDRAWN', withdrawal: { documentNo, reason, by } });
    }
    default:
      return assertNever(event);
  }
};

/** 问责台账: stream `accountability-<place>`. */
export const accountabilityFold: Fold<AccountabilityState, AccountabilityEvent> = {
  prefix: 'accountability',
  initial: () => PersistentMap(),
  evolve,
};
