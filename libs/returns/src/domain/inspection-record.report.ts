import { must, type CivilDate, type Instant, type LoggedEvent } from '#kernel';
import { INSPECTION_STEPS, type InspectionStep, type Severity } from '#contract/inspection';
import {
  inspectionFindingFold,
  inspectionFold,
  type Inspection,
  type InspectionFinding,
  type InspectionStatus,
} from '#libs/inspection';
import { newestOf, positionsOf, traced, type Positions } from './traced.js';

/** 八步法 of one step; nothing of it but its name while it is not done. */
export type StepRow = {
  readonly no: number;
  readonly step: InspectionStep;
  readonly at: Instant | null;
  readonly place: string | null;
  readonly longitude: string | null;
  readonly latitude: string | null;
  readonly officers: readonly string[];
  readonly recordedBy: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly positions: Positions;
};

type SampleRow = {
  readonly of: string;
  readonly size: number;
  readonly population: number;
  readonly checkpoint: string;
  readonly chosen: readonly string[];
  readonly positions: Positions;
};

export type RecordedFinding = {
  readonly findingId: string;
  readonly place: string;
  readonly severity: Severity;
  readonly violation: string | null;
  readonly subject: string | null;
  readonly facts: string;
  readonly foundOn: CivilDate;
  readonly dueOn: CivilDate | null;
  readonly status: InspectionFinding['status'];
  readonly documentNo: string | null;
  readonly positions: Positions;
};

/** 检查记录：one inspection by the eight steps, with its sample and what it found. */
export type InspectionRecord = {
  readonly report: 'INSPECTION_RECORD';
  readonly inspectionId: string;
  readonly title: string;
  readonly status: InspectionStatus;
  readonly place: string;
  readonly lead: string;
  readonly places: readonly string[];
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly officers: readonly string[];
  readonly plannedBy: string;
  readonly position: number;
  readonly steps: readonly StepRow[];
  readonly samples: readonly SampleRow[];
  readonly findings: readonly RecordedFinding[];
};

const ofType = (events: readonly LoggedEvent[], type: string): readonly LoggedEvent[] =>
  events.filter((event) => event.type === type);

const stepRows = ({ steps }: Inspection, events: readonly LoggedEvent[]): readonly StepRow[] => {
  const told = ofType(events, 'InspectionStepDone');
  return INSPECTION_STEPS.map((step, index) => {
    const done = steps[index];
    return {
      no: index + 1,
      step,
      at: done?.at ?? null,
      place: done?.place ?? null,
      longitude: done?.coordinates?.longitude ?? null,
      latitude: done?.coordinates?.latitude ?? null,
      officers: [...(done?.officers ?? [])],
      recordedBy: done?.recordedBy ?? null,
      file: done?.file.name ?? null,
      sha256: done?.file.sha256 ?? null,
      positions: positionsOf(told.slice(index, index + 1)),
    };
  });
};

const sampleRows = ({ drawn }: Inspection, events: readonly LoggedEvent[]): readonly SampleRow[] => {
  const told = ofType(events, 'SampleDrawn');
  return drawn.map(({ of, size, population, checkpoint, chosen }, index) => ({
    of,
    size,
    population: population.count,
    checkpoint: `${checkpoint.origin} ${checkpoint.size} ${checkpoint.root}`,
    chosen: [...chosen],
    positions: positionsOf(told.slice(index, index + 1)),
  }));
};

/** 检查发现的问题 among the events, of one inspection or of all, each with the events of its own. */
export const recordedFindings = (
  events: readonly LoggedEvent[],
  inspectionId?: string,
): readonly RecordedFinding[] =>
  traced(events, inspectionFindingFold).flatMap(({ state, events: own }) =>
    [...state.values()]
      .filter((one) => [one.inspectionId, undefined].includes(inspectionId))
      .map((finding) => ({
        findingId: finding.findingId,
        place: finding.place,
        severity: finding.severity,
        violation: finding.violation,
        subject: finding.subject,
        facts: finding.facts,
        foundOn: finding.foundOn,
        dueOn: finding.dueOn,
        status: finding.status,
        documentNo: finding.closure?.documentNo ?? null,
        positions: positionsOf(
          own.filter(({ data }) => (data as { readonly findingId: string }).findingId === finding.findingId),
        ),
      })),
  );

/** 检查记录 (第二十一条): of the inspection whose stream is among the events, with the findings of its places. */
export const inspectionRecord = (events: readonly LoggedEvent[], inspectionId: string): InspectionRecord => {
  const stream = `${inspectionFold.prefix}-${inspectionId}`;
  const known = traced(events, inspectionFold).find((one) => one.stream === stream);
  const inspection = must(known?.state, stream);
  const own = known?.events ?? [];
  const steps = stepRows(inspection, own);
  const samples = sampleRows(inspection, own);
  const findings = recordedFindings(events, inspectionId);
  const { title, status, place, lead, places, from, to, officers, plannedBy, plannedAt } = inspection;
  return {
    report: 'INSPECTION_RECORD',
    inspectionId,
    title,
    status,
    place,
    lead,
    places: [...places],
    from,
    to,
    officers: [...officers],
    plannedBy,
    position: Math.max(plannedAt, newestOf(steps, samples, findings)),
    steps,
    samples,
    findings,
  };
};
