import { assertNever, must, type Fold, type Instant, type Logged } from '#kernel';
import {
  INSPECTION_STEPS,
  type InspectionEvent,
  type InspectionPlanned,
  type InspectionStepDone,
  type OfflineNotesMerged,
  type SampleDrawn,
} from '#contract/inspection';

export type InspectionStatus = 'PLANNED' | 'UNDER_WAY' | 'COMPLETED';

export type StepDone = Omit<InspectionStepDone['data'], 'inspectionId'> & {
  readonly at: Instant;
  readonly recordedBy: string;
};
export type Sample = Omit<SampleDrawn['data'], 'inspectionId'>;
export type MergedNotes = Omit<OfflineNotesMerged['data'], 'inspectionId'> & { readonly mergedBy: string };

/** 一次检查. */
export type Inspection = InspectionPlanned['data'] & {
  readonly plannedBy: string;
  /** Where the plan lies in the log: a checkpoint that chooses the sample has to cover it. */
  readonly plannedAt: number;
  readonly status: InspectionStatus;
  readonly steps: readonly StepDone[];
  readonly drawn: readonly Sample[];
  readonly notes: readonly MergedNotes[];
};
export type InspectionState = Inspection | null;

const stepped = (
  inspection: Inspection,
  { data, occurredAt, actor }: Logged<InspectionStepDone>,
): Inspection => {
  const { inspectionId: _, ...step } = data;
  const steps = [...inspection.steps, { ...step, at: occurredAt, recordedBy: actor }];
  return { ...inspection, steps, status: steps.length < INSPECTION_STEPS.length ? 'UNDER_WAY' : 'COMPLETED' };
};

const evolve = (state: InspectionState, event: Logged<InspectionEvent>): InspectionState => {
  switch (event.type) {
    case 'InspectionPlanned': {
      const { data, actor: plannedBy, position: plannedAt } = event;
      return { ...data, plannedBy, plannedAt, status: 'PLANNED', steps: [], drawn: [], notes: [] };
    }
    case 'InspectionStepDone':
      return stepped(must(state, event.stream), event);
    case 'SampleDrawn': {
      const inspection = must(state, event.stream);
      const { inspectionId: _, ...sample } = event.data;
      return { ...inspection, drawn: [...inspection.drawn, sample] };
    }
    case 'OfflineNotesMerged': {
      const inspection = must(state, event.stream);
      const { inspectionId: _, ...merged } = event.data;
      return { ...inspection, notes: [...inspection.notes, { ...merged, mergedBy: event.actor }] };
    }
    default:
      return assertNever(event);
  }
};

/** 检查: stream `inspection-<id>`. */
export const inspectionFold: Fold<InspectionState, InspectionEvent> = {
  prefix: 'inspection',
  initial: () => null,
  evolve,
};
