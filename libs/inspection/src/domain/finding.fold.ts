import { assertNever, must, PersistentMap, type Fold, type Logged } from '#kernel';
import type { FindingEvent, InspectionFindingRaised } from '#contract/inspection';

/** 检查发现的问题, and by which document it was closed. */
export type InspectionFinding = InspectionFindingRaised['data'] & {
  readonly raisedBy: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly closure: { readonly documentNo: string; readonly reason: string; readonly by: string } | null;
};

/** By the finding's id. */
export type InspectionFindings = PersistentMap<string, InspectionFinding>;

const evolve = (state: InspectionFindings, event: Logged<FindingEvent>): InspectionFindings => {
  switch (event.type) {
    case 'InspectionFindingRaised': {
      const { data, actor: raisedBy } = event;
      return state.set(data.findingId, { ...data, raisedBy, status: 'OPEN', closure: null });
    }
    case 'InspectionFindingClosed': {
      const { findingId, documentNo, reason } = event.data;
      const finding = must(state.get(findingId), `finding ${findingId}`);
      const closure = { documentNo, reason, by: event.actor };
      return state.set(findingId, { ...finding, status: 'CLOSED', closure });
    }
    default:
      return assertNever(event);
  }
};

/** 检查问题台账: stream `finding-<place>`. */
export const inspectionFindingFold: Fold<InspectionFindings, FindingEvent> = {
  prefix: 'finding',
  initial: () => PersistentMap(),
  evolve,
};
