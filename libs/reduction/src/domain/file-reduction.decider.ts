import {
  collect,
  extend,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { ReductionFiled, ReductionMarked, SimilarReduction } from '#contract/reduction';
import { policiesAt } from '#libs/policy';
import {
  creditableLines,
  filingFaults,
  filingPolicies,
  filingRules,
  type FileReduction,
  type FilingQuestion,
} from './filing.policy.js';
import { fingerprintsOf, reductionIdOf, type Fingerprint } from './identity.js';
import { markFold } from './mark.fold.js';
import { reductionFold, type ReductionState } from './reduction.fold.js';
import { reductionView } from './reduction.view.js';

/** So many marks make the next look-alike known; a file attached to a thousand filings needs no more. */
const MARKS_KEPT = 10;

const lookAlikes = (
  state: StateReader,
  fingerprints: readonly Fingerprint[],
): readonly SimilarReduction[] => {
  state.expect(
    markFold,
    fingerprints.map(({ id }) => id),
  );
  const found = collect(fingerprints, ({ id }) => state(markFold, id));
  return [...new Map(found.map((one) => [`${one.reductionId} ${one.reason}`, one])).values()];
};

const marks = (
  state: StateReader,
  filed: ReductionFiled,
  fingerprints: readonly Fingerprint[],
): readonly Proposal[] => {
  const { reductionId, place } = filed.data;
  return fingerprints
    .filter(({ id }) => state(markFold, id).length < MARKS_KEPT)
    .map(({ id, reason }) => {
      const marked: ReductionMarked = { type: 'ReductionMarked', data: { reductionId, place, reason } };
      return propose(streamName(markFold.prefix, id), marked);
    });
};

const filed = (
  { filing, reductionId, similar, policies }: FilingQuestion,
  filedOn: string,
): ReductionFiled => ({
  type: 'ReductionFiled',
  data: extend(filing, {
    reductionId,
    lines: creditableLines(filing.lines, policies),
    similar,
    filedOn,
    policies: filingPolicies(policies),
  }),
});

/** What the rules say to a filing, and what puts it on file. */
export interface Filing {
  readonly ok: true;
  readonly reductionId: string;
  /** The place first. */
  readonly rules: readonly RuleOutcome[];
  readonly events: readonly Proposal[];
  readonly after: () => ReductionState;
}

/** 申报一次：the rules of a filing, asked by whoever puts a reduction on file (第二条、第三条、第十二条、第十四条). */
export const filingOf = (
  command: Command<FileReduction>,
  state: StateReader,
): Filing | { readonly ok: false; readonly decision: Decision } => {
  const { data, actor, today } = command;
  const place = withinPlace(actor, data.place);
  const decision = refuseBy([place]) ?? refuseMeaning(filingFaults(data, today));
  if (decision) return { ok: false, decision };

  const reductionId = reductionIdOf(data);
  const earlier = state(reductionFold, reductionId);
  const fingerprints = fingerprintsOf(data.unit, data.facility, data.evidence);
  const similar = lookAlikes(state, fingerprints);
  const question = { filing: data, reductionId, earlier, similar, policies: policiesAt(state, command.at) };
  const rules = [place, ...filingRules(question)];
  const event = filed(question, today);
  const stream = streamName(reductionFold.prefix, reductionId);
  const events = [propose(stream, event), ...marks(state, event, fingerprints)];
  const after = () => previewed(reductionFold, { stream, state: earlier }, { proposals: events, command });
  return { ok: true, reductionId, rules, events, after };
};

/** 减排量申报：a county or park files one cut with all its pollutants, once (第二条、第三条、第十一条、第十二条). */
export const fileReduction: Decider<FileReduction> = {
  command: 'FileReduction',
  decide(command: Command<FileReduction>, state): Decision {
    const filing = filingOf(command, state);
    if (!filing.ok) return filing.decision;
    const { rules, events, after } = filing;
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => must(reductionView(after()), 'view') };
  },
};
