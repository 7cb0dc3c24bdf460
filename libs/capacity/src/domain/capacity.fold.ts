import { assertNever, PersistentMap, type Fold, type Logged } from '#kernel';
import { TEAMS, type CapacityEvent, type CapacityRecorded } from '#contract/capacity';

export type CapacityRecord = CapacityRecorded['data'] & {
  /** A team is current until a later one of its kind is named. */
  readonly status: 'CURRENT' | 'REPLACED' | 'HELD';
  readonly recordedBy: string;
};

/** By the record's id. */
export type CapacityState = PersistentMap<string, CapacityRecord>;

const replaced = (state: CapacityState, { kind }: CapacityRecorded['data']): CapacityState =>
  state.map((record) =>
    record.kind === kind && record.status === 'CURRENT' ? { ...record, status: 'REPLACED' } : record,
  );

const evolve = (state: CapacityState, event: Logged<CapacityEvent>): CapacityState => {
  switch (event.type) {
    case 'CapacityRecorded': {
      const { data, actor: recordedBy } = event;
      return TEAMS.includes(data.kind)
        ? replaced(state, data).set(data.recordId, { ...data, status: 'CURRENT', recordedBy })
        : state.set(data.recordId, { ...data, status: 'HELD', recordedBy });
    }
    default:
      return assertNever(event.type);
  }
};

/** 能力建设台账: stream `capacity-<place>`. */
export const capacityFold: Fold<CapacityState, CapacityEvent> = {
  prefix: 'capacity',
  initial: () => PersistentMap(),
  evolve,
};
