import { PersistentMap, type DomainEvent, type Fold, type Instant, type Logged } from '#kernel';
import type { ObligationEvent } from '#contract/obligation';
import type { StandingEvent } from '#contract/standing';
import { obligationFold } from '#libs/obligation';
import { standingFold } from '#libs/standing';

/** A state with the moments a desk counts from. */
export interface Dated<S> {
  readonly state: S;
  /** When its status was last entered. */
  readonly since: Instant;
  /** When anything last happened to it. */
  readonly moved: Instant;
}

const NEVER = '' as Instant;

/** A fold that also remembers when its status changed and when it last moved, both as recorded. */
export const dated = <S>(fold: Fold<S>, statusOf: (state: S) => string | undefined): Fold<Dated<S>> => ({
  prefix: fold.prefix,
  initial: (stream) => ({ state: fold.initial(stream), since: NEVER, moved: NEVER }),
  evolve: (before, event) => {
    const state = fold.evolve(before.state, event);
    const same = before.since !== NEVER && statusOf(state) === statusOf(before.state);
    return { state, since: same ? before.since : event.recordedAt, moved: event.recordedAt };
  },
});

/** When each thing of a stream was recorded, by what names it. */
export type Dates = PersistentMap<string, Instant>;

const datesFold = <E extends DomainEvent>(
  prefix: string,
  nameOf: (event: Logged<E>) => string | null,
): Fold<Dates, E> => ({
  prefix,
  initial: () => PersistentMap(),
  evolve: (dates, event) => {
    const name = nameOf(event);
    return name === null ? dates : dates.set(name, event.recordedAt);
  },
});

export const targetsName = (year: number): string => `targets ${year}`;

export const standingDates = datesFold<StandingEvent>(standingFold.prefix, ({ type, data }) => {
  switch (type) {
    case 'MonthlyReadingRecorded':
      return data.readingId;
    case 'SuspensionProposed':
      return data.suspensionId;
    case 'AssessmentRecorded':
      return data.assessmentId;
    case 'ParkTargetSet':
      return targetsName(data.year);
    default:
      return null;
  }
});

export const obligationDates = datesFold<ObligationEvent>(obligationFold.prefix, ({ type, data }) =>
  type === 'ObligationOpened' ? data.obligationId : null,
);
