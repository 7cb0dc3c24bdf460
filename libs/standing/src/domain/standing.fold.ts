import { assertNever, lineage, PersistentMap, type Fold, type Logged, type StateReader } from '#kernel';
import type { CorrectionPosted } from '#contract/correction';
import type {
  AssessmentPublished,
  AssessmentRecorded,
  MeasuresRecorded,
  MonthlyReadingRecorded,
  StandingEvent,
} from '#contract/standing';
import { actualSet, allowedSet, targetConsented, targetSet } from './park.evolve.js';
import { readingKey, type StandingState } from './standing.state.js';
import { declined, lifted, ordered, proposed, reviewed } from './suspension.evolve.js';

const PREFIX = 'standing';

const readingRecorded = (state: StandingState, event: Logged<MonthlyReadingRecorded>): StandingState => {
  const { readingId: id, supersedes: _, policies: __, ...reading } = event.data;
  const { dueOn = null, late = false, station = null } = reading;
  return {
    ...state,
    readings: state.readings.set(id, { id, ...reading, station, dueOn, late, recordedBy: event.actor }),
    current: state.current.set(readingKey(reading), id),
  };
};

const correctionPosted = (
  state: StandingState,
  { data, actor }: Logged<CorrectionPosted>,
): StandingState => ({
  ...state,
  corrections: state.corrections.set(data.replacedBy, { ...data, postedBy: actor }),
});

const measuresRecorded = (state: StandingState, event: Logged<MeasuresRecorded>): StandingState => {
  const { measureId: id, ...measure } = event.data;
  const recorded = { id, ...measure, status: 'RECORDED', recordedBy: event.actor } as const;
  return { ...state, measures: [...state.measures, recorded] };
};

const assessmentRecorded = (state: StandingState, event: Logged<AssessmentRecorded>): StandingState => {
  const { assessmentId: id, dueOn = null, late = false, ...verdict } = event.data;
  const draft = { id, ...verdict, dueOn, late, status: 'DRAFT', recordedBy: event.actor } as const;
  return { ...state, assessments: state.assessments.set(id, { ...draft, publishedBy: null }) };
};

const assessmentPublished = (state: StandingState, event: Logged<AssessmentPublished>): StandingState => {
  const { assessmentId: id, decisionNo: _, dueOn = null, late = false, ...verdict } = event.data;
  const recordedBy = state.assessments.get(id)?.recordedBy ?? null;
  const former = state.assessments.get(state.verdicts.get(verdict.year)?.assessmentId ?? '');
  const kept = former
    ? state.assessments.set(former.id, { ...former, status: 'REPLACED' })
    : state.assessments;
  const published = { status: 'PUBLISHED', recordedBy, publishedBy: event.actor } as const;
  return {
    ...state,
    assessments: kept.set(id, { id, ...verdict, dueOn, late, ...published }),
    verdicts: state.verdicts.set(verdict.year, event.data),
  };
};

const evolve = (state: StandingState, event: Logged<StandingEvent>): StandingState => {
  switch (event.type) {
    case 'MonthlyReadingRecorded':
      return readingRecorded(state, event);
    case 'CorrectionPosted':
      return correctionPosted(state, event);
    case 'MeasuresRecorded':
      return measuresRecorded(state, event);
    case 'SuspensionProposed':
      return proposed(state, event);
    case 'SuspensionReviewed':
      return reviewed(state, event);
    case 'SuspensionOrdered':
      return ordered(state, event);
    case 'SuspensionProposalDeclined':
      return declined(state, event);
    case 'OrderLifted':
      return lifted(state, event);
    case 'AssessmentRecorded':
      return assessmentRecorded(state, event);
    case 'AssessmentPublished':
      return assessmentPublished(state, event);
    case 'ParkTargetSet':
      return targetSet(state, event);
    case 'ParkTargetConsented':
      return targetConsented(state, event);
    case 'ParkAllowedSet':
      return allowedSet(state, event);
    case 'ParkActualSet':
      return actualSet(state, event);
    default:
      return assertNever(event);
  }
};

/** Streams `standing-<place>`. */
export const standingFold: Fold<StandingState, StandingEvent> = {
  prefix: PREFIX,
  initial: (stream) => ({
    place: stream.slice(PREFIX.length + 1),
    readings: PersistentMap(),
    current: PersistentMap(),
    corrections: PersistentMap(),
    measures: [],
    suspensions: PersistentMap(),
    assessments: PersistentMap(),
    verdicts: PersistentMap(),
    parkYears: PersistentMap(),
  }),
  evolve,
};

/** The standing of the place itself, then of its parents up to the province; a decision then rests on all of them. */
export const standingLine = (state: StateReader, place: string): readonly StandingState[] => {
  const codes = lineage(place).map(({ code }) => code);
  state.expect(standingFold, codes);
  return codes.map((code) => state(standingFold, code));
};
