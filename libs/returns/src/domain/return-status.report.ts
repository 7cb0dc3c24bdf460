import { daysOfQuarter, endOf, type CivilDate, type CivilQuarter, type LoggedEvent } from '#kernel';
import { dueAfter, policyFold, policyInForce } from '#libs/policy';
import { returnFold, returnStream, type Submission } from './return.fold.js';
import { traced, type Positions } from './traced.js';

/** 季度调度报送情况：when the return of a place is due, and every submission of it. */
export type ReturnStatus = {
  readonly place: string;
  readonly quarter: CivilQuarter;
  readonly status: 'OPEN' | 'SUBMITTED';
  readonly dueOn: CivilDate;
  readonly policyVersion: string;
  readonly submissions: readonly (Submission & { readonly positions: Positions })[];
};

/** From the streams of the return and of the policies (总则第四条, policy A41). */
export const returnStatus = (
  events: readonly LoggedEvent[],
  { place, quarter }: { readonly place: string; readonly quarter: CivilQuarter },
): ReturnStatus => {
  const { to } = daysOfQuarter(quarter);
  const policies = traced(events, policyFold)[0]?.state ?? policyFold.initial('');
  const { dueOn, policyVersion } = dueAfter('quarter', to, (key) => policyInForce(policies, key, endOf(to)));
  const stream = returnStream(place, quarter);
  const own = traced(events, returnFold).find((one) => one.stream === stream);
  const submissions = (own?.state ?? []).map((submission, index) => ({
    ...submission,
    policies: [...submission.policies],
    positions: own?.events.slice(index, index + 1).map(({ position }) => position) ?? [],
  }));
  const status = submissions.length === 0 ? 'OPEN' : 'SUBMITTED';
  return { place, quarter, status, dueOn, policyVersion, submissions };
};
