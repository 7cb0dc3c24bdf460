import {
  holds,
  mgOf,
  must,
  passes,
  previewed,
  propose,
  refuseBy,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type JsonObject,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { EiaApprovalImported, EiaApprovalMatched, UnbackedApprovalFound } from '#contract/eia';
import { eiaFold, type Finding } from './eia.fold.js';
import { approvalView } from './eia.view.js';
import { matchOf, type Match } from './matching.policy.js';

export type ImportedApproval = Omit<EiaApprovalImported['data'], 'importedOn'>;
export interface ImportEiaApprovals {
  readonly items: readonly ImportedApproval[];
}

type Import = Command<ImportEiaApprovals>;
type Judged = ImportedApproval & { readonly match: Match };

export const eiaStream = (place: string): string => streamName(eiaFold.prefix, place);

/** A document closed the finding, and no more is missing than it knew of. */
const isSettled = (finding: Finding | null | undefined, { shortfalls }: Match): boolean => {
  if (!finding?.closure) return false;
  return shortfalls.every(({ pollutant, shortfall }) => {
    const settled = finding.shortfalls.find((line) => line.pollutant === pollutant);
    return settled !== undefined && mgOf(shortfall) <= mgOf(settled.shortfall);
  });
};

/** The approval, and what the comparison came to: a match, or a finding under the id it had before. */
export const told = (
  { commandId, today }: Command,
  state: StateReader,
  { approval: { match, ...approval }, index }: { readonly approval: Judged; readonly index: number },
): readonly Proposal[] => {
  const { approvalNo, place } = approval;
  const imported: EiaApprovalImported = {
    type: 'EiaApprovalImported',
    data: { ...approval, importedOn: today },
  };
  const known = state(eiaFold, place).approvals.get(approvalNo)?.finding;
  if (!match.matched && isSettled(known, match)) return [propose(eiaStream(place), imported)];
  const findingId = known?.findingId ?? `${commandId}-${index + 1}`;
  const { matched, vouchers, shortfalls } = match;
  const outcome: EiaApprovalMatched | UnbackedApprovalFound = matched
    ? { type: 'EiaApprovalMatched', data: { approvalNo, vouchers } }
    : {
        type: 'UnbackedApprovalFound',
        data: { findingId, approvalNo, vouchers, shortfalls, foundOn: today },
      };
  return [propose(eiaStream(place), imported), propose(eiaStream(place), outcome)];
};

/** The comparison, shown; nothing is refused for want of quota. */
export const compared = ({ approvalNo, projectCode, match: { matched, vouchers } }: Judged): RuleOutcome =>
  passes('EIA_APPROVAL_BACKED', {
    inputs: { approvalNo, projectCode, vouchers: vouchers.join(', '), matched },
  });

/** An approval as it will be once these events are recorded. */
export const shownAfter =
  (command: Command, state: StateReader, proposals: readonly Proposal[]) =>
  ({ place, approvalNo }: ImportedApproval): JsonObject => {
    const start = { stream: eiaStream(place), state: state(eiaFold, place) };
    const after = previewed(eiaFold, start, { proposals, command });
    return approvalView(must(after.approvals.get(approvalNo), approvalNo));
  };

/**
 * 环评批复导入 (总则第四条、第二十一条): every approval is compared with the vouchers of its project at once, so that one
 * without quota is found the same day. Nothing is refused for want of quota: the approval exists, the finding says so.
 */
export const importEiaApprovals: Decider<ImportEiaApprovals> = {
  command: 'ImportEiaApprovals',
  decide(command: Import, state): Decision {
    const { actor, today, data } = command;
    const rules = data.items.flatMap(({ place, approvedOn }) => {
      const inputs = { effectiveOn: approvedOn, today };
      return [withinPlace(actor, place), holds(approvedOn <= today, 'EFFECTIVE_DATE_INVALID', { inputs })];
    });
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const judged = data.items.map((item): Judged => {
      return { ...item, match: matchOf(state, { ...item, importedOn: today }) };
    });
    const events = judged.flatMap((approval, index) => told(command, state, { approval, index }));
    const items = data.items.map(shownAfter(command, state, events));
    return { ok: true, events, rules: [...rules, ...judged.map(compared)], answer: () => ({ items }) };
  },
};
