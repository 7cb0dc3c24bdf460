import { Entity } from 'typeorm';
import type { ItemView } from '#kernel';
import type {
  AssessmentPublished,
  AssessmentRecorded,
  MeasuresRecorded,
  MonthlyReadingRecorded,
  OrderLifted,
  SuspensionOrdered,
  SuspensionProposalDeclined,
  SuspensionProposed,
  SuspensionReviewed,
} from '#contract/standing';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { assessmentView } from '../domain/assessment.view.js';
import { measureView } from '../domain/measure.view.js';
import { readingView } from '../domain/reading.view.js';
import { standingFold } from '../domain/standing.fold.js';
import type { StandingState } from '../domain/standing.state.js';
import { suspensionView } from '../domain/suspension.view.js';

/** 月度监测. */
@Entity({ schema: 'read', name: 'reading' })
export class ReadingRow extends RegisterRow {}

/** 整改措施. */
@Entity({ schema: 'read', name: 'measure' })
export class MeasureRow extends RegisterRow {}

/** 暂停令 and the proposals for them. */
@Entity({ schema: 'read', name: 'suspension' })
export class SuspensionRow extends RegisterRow {}

/** 年度考核. */
@Entity({ schema: 'read', name: 'assessment' })
export class AssessmentRow extends RegisterRow {}

/** A view of an item that exists, nothing of one that does not. */
const shown = <T>(item: T | undefined, view: (item: T) => object): ItemView | null =>
  item === undefined ? null : (view(item) as ItemView);

export const readingRegister: ItemRegisterSpec<StandingState> = {
  name: 'reading',
  revision: 4,
  fold: standingFold,
  touched: {
    MonthlyReadingRecorded: ({ readingId, supersedes }: MonthlyReadingRecorded['data']) =>
      supersedes === null ? [readingId] : [supersedes, readingId],
  },
  view: (state, id) => shown(state.readings.get(id), (reading) => readingView(reading, state)),
};

export const measureRegister: ItemRegisterSpec<StandingState> = {
  name: 'measure',
  revision: 1,
  fold: standingFold,
  touched: { MeasuresRecorded: ({ measureId }: MeasuresRecorded['data']) => [measureId] },
  view: ({ measures }, id) =>
    shown(
      measures.find((measure) => measure.id === id),
      measureView,
    ),
};

type OfSuspension =
  | SuspensionProposed
  | SuspensionReviewed
  | SuspensionOrdered
  | SuspensionProposalDeclined
  | OrderLifted;
const itself = ({ suspensionId }: OfSuspension['data']): readonly string[] => [suspensionId];

export const suspensionRegister: ItemRegisterSpec<StandingState> = {
  name: 'suspension',
  revision: 2,
  fold: standingFold,
  touched: {
    SuspensionProposed: itself,
    SuspensionReviewed: itself,
    SuspensionOrdered: itself,
    SuspensionProposalDeclined: itself,
    OrderLifted: itself,
  } satisfies Record<OfSuspension['type'], typeof itself>,
  view: (state, id) => shown(state.suspensions.get(id), suspensionView),
};

export const assessmentRegister: ItemRegisterSpec<StandingState> = {
  name: 'assessment',
  revision: 2,
  fold: standingFold,
  touched: {
    AssessmentRecorded: ({ assessmentId }: AssessmentRecorded['data']) => [assessmentId],
    AssessmentPublished: ({ assessmentId, year }: AssessmentPublished['data'], { verdicts }) => {
      const replaced = verdicts.get(year)?.assessmentId;
      return replaced === undefined ? [assessmentId] : [replaced, assessmentId];
    },
  },
  view: (state, id) => shown(state.assessments.get(id), assessmentView),
};
