import { Injectable } from '@nestjs/common';
import { addDays, dateAt, dayNumberOf, endOf, must, type CivilDate } from '#kernel';
import { EventStore } from '#libs/event-store';
import { knownPosition } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';

/** About as many steps as a time axis on a screen can show. */
const MOST_STEPS = 90;

export interface DensityStep {
  /** The last day of the step; it ends with that day in Asia/Shanghai. */
  readonly until: CivilDate;
  /** The last position recorded by then. */
  readonly position: number;
}

/** How densely the log is filled over time: how far it had come at the end of evenly spaced days. */
@Injectable()
export class LogDensity {
  /** Ends of days that the log has passed; what had been recorded by then never changes. */
  private readonly passed = new Map<CivilDate, Promise<number>>();

  constructor(private readonly store: EventStore) {}

  /** From the first event's day to the newest one's, in whole days, at most ninety steps. */
  async read(): Promise<readonly DensityStep[]> {
    const [[first], head] = await Promise.all([this.store.readLedger(LEDGER, 0, 1), this.store.head(LEDGER)]);
    if (first === undefined) return [];
    const newest = must(head.recordedAt, 'moment of the newest event');
    return Promise.all(
      stepsBetween(dateAt(first.recordedAt), dateAt(newest)).map(async (until) => ({
        until,
        position: endOf(until) < newest ? await this.positionAfter(until) : head.position,
      })),
    );
  }

  private positionAfter(day: CivilDate): Promise<number> {
    const known =
      this.passed.get(day) ??
      knownPosition(this.store, LEDGER, { instant: endOf(day) }).then((position) => position ?? 0);
    this.passed.set(day, known);
    known.catch(() => this.passed.delete(day));
    return known;
  }
}

/** Ends of steps of equal length that cover these days; the last is the last day. */
const stepsBetween = (first: CivilDate, last: CivilDate): readonly CivilDate[] => {
  const days = dayNumberOf(last) - dayNumberOf(first) + 1;
  const length = Math.ceil(days / MOST_STEPS);
  const steps = Math.ceil(days / length);
  return Array.from({ length: steps }, (_, index) =>
    index === steps - 1 ? last : addDays(first, (index + 1) * length - 1),
  );
};
