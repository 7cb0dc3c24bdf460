import {
  dateAt,
  must,
  POLLUTANTS,
  type Instant,
  type JsonObject,
  type Pollutant,
  type RuleOutcome,
} from '#kernel';
import type { PolicyReader } from '#libs/policy';
import { SUSPENDABLE_ACTS, type SuspendableAct } from '#contract/standing';
import { countingVerdict } from './linkage.policy.js';
import { measureView } from './measure.view.js';
import { actRules } from './standing.rules.js';
import type { StandingState } from './standing.state.js';
import { orderLine, ordersOver } from './suspension.policy.js';

const blocks = ({ outcome }: RuleOutcome): boolean => outcome === 'FAIL' || outcome === 'NEEDS_RULING';

/** Open means for every pollutant; `closedFor` names those for which it is not. */
const actView = (
  ask: (pollutants: readonly Pollutant[]) => readonly RuleOutcome[],
  act: SuspendableAct,
): JsonObject => {
  const closedFor = POLLUTANTS.filter((pollutant) => ask([pollutant]).some(blocks));
  const reasons = ask(POLLUTANTS).map((rule) => ({ ...rule }));
  return { act, open: closedFor.length === 0, closedFor, reasons };
};

/**
 * `GET /standing/{place}?asOf=`: which acts are open to a place at a moment and why, without any decision number.
 * `line` is the standing of the place and of its parents as known at whatever moment was asked for; `policies` are
 * those in force at `asOf`.
 */
export const standingView = (
  line: readonly StandingState[],
  asOf: Instant,
  policies: PolicyReader,
): JsonObject => {
  const { place, measures } = must(line[0], 'standing of the place itself');
  const { year, verdict, carried } = countingVerdict(
    line,
    dateAt(asOf),
    policies<string>('linkage.pendingYear'),
  );
  const rules = (act: SuspendableAct) => (pollutants: readonly Pollutant[]) =>
    actRules(line, { place, pollutants, effectiveAt: asOf, rulingNo: null, policies })(act);
  return {
    place,
    asOf,
    acts: SUSPENDABLE_ACTS.map((act) => actView(rules(act), act)),
    orders: ordersOver(line, asOf, policies).map(orderLine),
    verdict: verdict && { ...verdict, quality: { ...verdict.quality }, carried },
    verdictYear: year,
    measures: measures.filter(({ recordedOn }) => recordedOn <= dateAt(asOf)).map(measureView),
  };
};
