import {
  atStep,
  must,
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { MonthlyReadingRecorded } from '#contract/standing';
import { changesBetween, correctionOf, refuseUnchanged, type CorrectionGrounds } from '#libs/correction';
import { isValidData } from './data-quality.policy.js';
import { readingStatus, readingView } from './reading.view.js';
import { figureFaults, type ReadingFigures } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import type { Reading } from './standing.state.js';
import { standingStream, written } from './written.js';

/** Figures left out stay as they were; a reading of the wrong place or month is corrected to an invalid one. */
export interface CorrectReading extends CorrectionGrounds {
  readonly id: string;
  /** Finds the stream. */
  readonly place: string;
  readonly figures: Partial<ReadingFigures>;
}

const figuresOf = ({ value, target, lastYear, valid }: ReadingFigures): ReadingFigures => ({
  value,
  target,
  lastYear,
  valid,
});

/** The reading anew: late or not stays as it was, for that is told of when the month was first reported. */
const newEntry = (
  { id: supersedes, place, month, medium, indicator, unit, betterWhen, station, dueOn, late }: Reading,
  figures: ReadingFigures,
  readingId: string,
): MonthlyReadingRecorded => {
  const series = { place, month, medium, indicator, unit, betterWhen };
  const reported = { station, late, ...(dueOn !== null && { dueOn }) };
  const data = { readingId, ...series, ...figures, ...reported, supersedes, policies: [] };
  return { type: 'MonthlyReadingRecorded', data };
};

/**
 * 更正月度监测 (第九条、第十七条; rulebook 1.6): takes a wrongly recorded figure back by decision and records the reading
 * anew. The old one stays on file as corrected; warnings and proposals to lift follow the new one. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, WRONG_STATE of one corrected already, INVALID_MEANING of a figure that is none or changes nothing.
 */
export const correctReading: Decider<CorrectReading> = {
  command: 'CorrectReading',
  decide(command: Command<CorrectReading>, state): Decision {
    const { actor, commandId: replacedBy, data } = command;
    const before = state(standingFold, data.place);
    const reading = before.readings.get(data.id);
    if (reading === undefined) return refuseMissing(`reading ${data.id}`);
    const rules = [
      withinPlace(actor, data.place),
      atStep(readingStatus(reading, before), ['CURRENT']),
    ] as const;
    const asked = { ...figuresOf(reading), ...data.figures };
    const figures = { ...asked, valid: isValidData(reading.station, asked.valid) };
    const changes = changesBetween({ ...figuresOf(reading) }, { ...figures });
    const { id: recordId, place } = reading;
    const record = { record: 'MONTHLY_READING', recordId, place, replacedBy, changes } as const;
    const events = [correctionOf(command, record), newEntry(reading, figures, replacedBy)];
    return (
      refuseBy(rules) ??
      refuseMeaning(figureFaults(figures)) ??
      refuseUnchanged(changes) ??
      written({
        command,
        before,
        rules,
        events: events.map((event) => propose(standingStream(place), event)),
        show: (after) => readingView(must(after.readings.get(replacedBy), `reading ${replacedBy}`), after),
      })
    );
  },
};
