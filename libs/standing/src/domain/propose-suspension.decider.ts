import {
  holds,
  liesWithin,
  must,
  PLACES,
  propose,
  refuseBy,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type Pollutant,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { SuspendableAct, SuspensionProposed } from '#contract/standing';
import { policiesAt } from '#libs/policy';
import { momentOf } from './effective.js';
import { standingFold } from './standing.fold.js';
import { suspensionView } from './suspension.view.js';
import { standingStream, written } from './written.js';

export interface ProposeSuspension {
  readonly place: string;
  /** Absent: the acts of policy A4. */
  readonly acts?: readonly SuspendableAct[];
  /** Absent or empty: every pollutant. */
  readonly pollutants?: readonly Pollutant[];
  /** A civil date, from its first moment on, or an instant. */
  readonly effectiveFrom: string;
  readonly reason: string;
  readonly readingIds: readonly string[];
  /** May be known already; the order needs it at the latest. */
  readonly orderNo?: string | null;
}

/** Readings may come from the place, from around it, or from inside it; an invalid one shows nothing (第十七条). */
const readingsAttached = (state: StateReader, { place, readingIds }: ProposeSuspension): RuleOutcome => {
  const related = PLACES.map(({ code }) => code).filter(
    (code) => liesWithin(code, place) || liesWithin(place, code),
  );
  state.expect(standingFold, related);
  const known = related.map((code) => state(standingFold, code).readings);
  const missing = readingIds.filter((id) => !known.some((readings) => readings.get(id)?.valid === true));
  const attached = readingIds.length > 0 && missing.length === 0;
  return holds(attached, 'READINGS_REQUIRED', { inputs: { place, readingIds, missing: missing.join('、') } });
};

/** 暂停建议 (第九条、第十九条, policies A4 and A7): the monitors propose, with readings attached. */
export const proposeSuspension: Decider<ProposeSuspension> = {
  command: 'ProposeSuspension',
  decide(command: Command<ProposeSuspension>, state): Decision {
    const { actor, commandId: suspensionId, data } = command;
    const rules = [withinPlace(actor, data.place), readingsAttached(state, data)];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const { place, pollutants = [], reason, readingIds, orderNo = null } = data;
    const effectiveFrom = momentOf(data.effectiveFrom);
    const covers = policiesAt(state, effectiveFrom)<readonly SuspendableAct[]>('suspension.covers');
    const acts = data.acts ?? covers.value;
    const policies = data.acts === undefined ? [covers.version] : [];
    const event: SuspensionProposed = {
      type: 'SuspensionProposed',
      data: { suspensionId, place, acts, pollutants, effectiveFrom, reason, readingIds, orderNo, policies },
    };
    return written({
      command,
      before: state(standingFold, place),
      rules,
      events: [propose(standingStream(place), event)],
      show: ({ suspensions }) =>
        suspensionView(must(suspensions.get(suspensionId), `suspension ${suspensionId}`)),
    });
  },
};
