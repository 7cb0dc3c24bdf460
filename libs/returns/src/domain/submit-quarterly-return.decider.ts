import {
  addDays,
  daysOfQuarter,
  endOf,
  findPlace,
  holds,
  propose,
  refuseBy,
  refuseMeaning,
  withinPlace,
  type CivilQuarter,
  type Command,
  type Decider,
  type Decision,
  type Instant,
} from '#kernel';
import type { QuarterlyReturnSubmitted } from '#contract/returns';
import { dueAfter, policiesAt } from '#libs/policy';
import { returnFold, returnIdOf, returnStream, type Submission } from './return.fold.js';

/** The report as it was made just now: which question it answers, how far the log was read, and its bytes' digest. */
export interface SubmitQuarterlyReturn {
  readonly place: string;
  readonly quarter: CivilQuarter;
  readonly asOf: Instant;
  readonly position: number;
  readonly digest: string;
}

const NO_RETURN_OF = {
  field: 'place',
  rule: 'place',
  message: '季度调度由市和县（市、区）报送 / returns are made by the city and its counties',
};

/**
 * 季度调度报送 (总则第四条, policy A41): after the quarter is over; late is marked, not refused, and a correction of an earlier
 * submission is not late. The due date is that of the policy in force when the quarter ended, so that a later
 * decision cannot move a date gone by.
 */
export const submitQuarterlyReturn: Decider<SubmitQuarterlyReturn> = {
  command: 'SubmitQuarterlyReturn',
  decide({ data, actor, today }: Command<SubmitQuarterlyReturn>, state): Decision {
    const { place, quarter } = data;
    const { to } = daysOfQuarter(quarter);
    const rules = [
      withinPlace(actor, place),
      holds(today > to, 'QUARTER_NOT_OVER', { inputs: { quarter, earliest: addDays(to, 1) } }),
    ];
    const reports = ['CITY', 'COUNTY'].includes(findPlace(place)?.kind ?? '');
    const refusal = refuseMeaning(reports ? [] : [NO_RETURN_OF]) ?? refuseBy(rules);
    if (refusal) return refusal;
    const before = state(returnFold, returnIdOf(place, quarter));
    const { dueOn, policyVersion } = dueAfter('quarter', to, policiesAt(state, endOf(to)));
    const submitted: QuarterlyReturnSubmitted = {
      type: 'QuarterlyReturnSubmitted',
      data: {
        ...data,
        no: before.length + 1,
        submittedOn: today,
        dueOn,
        late: before.length === 0 && today > dueOn,
        policies: [policyVersion],
      },
    };
    const events = [propose(returnStream(place, quarter), submitted)];
    return { ok: true, events, rules, answer: () => submissionView(submitted.data) };
  },
};

/** A submission as the interface shows it. */
export const submissionView = (submission: Submission) => ({
  ...submission,
  policies: [...submission.policies],
});
