import {
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
import { reductionFold } from './reduction.fold.js';
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
  const found = fingerprints.flatMap(({ id }) => state(markFold, id));
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
  data: {
    ...filing,
    reductionId,
    lines: creditableLines(filing.lines, policies),
    similar,
    filedOn,
    policies: filingPolicies(policies),
  },
});

/** 减排量申报：a county or park files one cut with all its pollutants, once (第二条、第三条、第十一条、第十二条). */
export const fileReduction: Decider<FileReduction> = {
  command: 'FileReduction',
  decide(command: Command<FileReduction>, state): Decision {
    const { data: filing, actor, today } = command;
    const place = withinPlace(actor, filing.place);
    const refusal = refuseBy([place]) ?? refuseMeaning(filingFaults(filing, today));
    if (refusal) return refusal;

    const reductionId = reductionIdOf(filing);
    const earlier = state(reductionFold, reductionId);
    const fingerprints = fingerprintsOf(filing.unit, filing.facility, filing.evidence);
    const similar = lookAlikes(state, fingerprints);
    const question = { filing, reductionId, earlier, similar, policies: policiesAt(state, command.at) };
    const rules = [place, ...filingRules(question)];
    const event = filed(question, today);
    const stream = streamName(reductionFold.prefix, reductionId);
    const events = [propose(stream, event), ...marks(state, event, fingerprints)];
    const after = () => previewed(reductionFold, { stream, state: earlier }, { proposals: events, command });
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => must(reductionView(after()), 'view') };
  },
};
