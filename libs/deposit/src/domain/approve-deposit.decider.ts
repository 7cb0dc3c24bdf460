import {
  opinionsAllow,
  propose,
  streamName,
  tonnes,
  ZERO,
  yearOf,
  civilDateOf,
  type Command,
  type Decider,
  type Decision,
  type Proposal,
  type StateReader,
} from '#kernel';
import type {
  DepositJointApproved,
  DepositLine,
  DepositTurnedDown,
  ProvincialTakeRecorded,
  ReviewDecision,
  TierSplitApplied,
} from '#contract/deposit';
import type { ObligationApplied } from '#contract/obligation';
import type { LotCredited, LotTag } from '#contract/pool';
import { obligationFold } from '#libs/obligation';
import { policiesAt } from '#libs/policy';
import { asking, notVoided } from '#libs/reduction';
import {
  approvalRules,
  poolsFor,
  sharesOf,
  splitPolicies,
  type ApprovalQuestion,
  type DepositPools,
} from './approval.policy.js';
import {
  acceptDeposit,
  depositStream,
  freed,
  reductionOf,
  takeStep,
  type FiledDeposit,
} from './deposit.step.js';
import { splitLine, type Share } from './split.policy.js';

export interface ApproveDeposit {
  readonly depositId: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
  readonly provincialTake: readonly DepositLine[];
  readonly provincialDocumentNo: string | null;
}

interface Approved {
  readonly deposit: FiledDeposit;
  readonly question: ApprovalQuestion;
  readonly shares: readonly Share[];
  readonly pools: DepositPools;
  readonly vintage: number;
  readonly tags: readonly LotTag[];
}

/** 批次：a deposit's credit has one lot id in every pool. */
const lotIdOf = ({ filing }: FiledDeposit): string => `lot-${filing.depositId}`;

const payment = ({ deposit, shares }: Approved): readonly Proposal[] => {
  const payments = shares.flatMap((share) =>
    share.payments.map((one) => ({ ...one, amount: tonnes(one.amount) })),
  );
  if (payments.length === 0) return [];
  const { depositId, place } = deposit.filing;
  const applied: ObligationApplied = { type: 'ObligationApplied', data: { depositId, payments } };
  return [propose(streamName(obligationFold.prefix, place), applied)];
};

const take = ({ deposit, question }: Approved): readonly Proposal[] => {
  const { provincialTake: lines, provincialDocumentNo: documentNo } = question;
  if (lines.length === 0 || documentNo === null) return [];
  const taken: ProvincialTakeRecorded = { type: 'ProvincialTakeRecorded', data: { documentNo, lines } };
  return [propose(depositStream(deposit.filing.depositId), taken)];
};

const split = ({ deposit, question, shares, pools }: Approved): Proposal => {
  const applied: TierSplitApplied = {
    type: 'TierSplitApplied',
    data: {
      lotId: lotIdOf(deposit),
      ...pools,
      lines: shares.map(splitLine),
      policies: splitPolicies(question.policies),
    },
  };
  return propose(depositStream(deposit.filing.depositId), applied);
};

/** One lot in each pool that gets something; a pool that gets nothing hears nothing. */
const credits = ({ deposit, shares, pools, vintage, tags }: Approved): readonly Proposal[] => {
  const { depositId, reductionId } = deposit.filing;
  const portions = [
    { pool: pools.provincialPool, of: 'provincial' },
    { pool: pools.municipalPool, of: 'municipal' },
    { pool: pools.localPool, of: 'local' },
  ] as const;
  return portions.flatMap(({ pool, of }) => {
    const lines = shares
      .filter((share) => share[of] > ZERO)
      .map((share) => ({ pollutant: share.pollutant, amount: tonnes(share[of]) }));
    const data = { lotId: lotIdOf(deposit), depositId, reductionId, vintage, tags, lines };
    const credited: LotCredited = { type: 'LotCredited', data };
    return lines.length === 0 ? [] : [propose(pool, credited)];
  });
};

const approvedOf = (
  command: Command<ApproveDeposit>,
  state: StateReader,
  deposit: FiledDeposit,
): Approved => {
  const { provincialTake, provincialDocumentNo } = command.data;
  const { place, lines, similar } = deposit.filing;
  const policies = policiesAt(state, command.at);
  const question: ApprovalQuestion = {
    lines,
    similar,
    provincialTake: asking(provincialTake),
    provincialDocumentNo,
    debts: state(obligationFold, place),
    policies,
  };
  const { formedOn, earmark } = reductionOf(state, deposit).filing;
  const vintage = yearOf(civilDateOf(formedOn));
  const tags = earmark ? [earmark] : [];
  return { deposit, question, shares: sharesOf(question), pools: poolsFor(place, policies), vintage, tags };
};

/**
 * 终审入库：a pass pays the locality's obligations, records the province's take, splits the rest 3:7 and credits the
 * pools in one append (第三条、第四条、第二十一条); a return or rejection frees the reduction.
 */
export const approveDeposit: Decider<ApproveDeposit> = {
  command: 'ApproveDeposit',
  decide(command: Command<ApproveDeposit>, state): Decision {
    const { depositId, decision, opinion } = command.data;
    const taken = takeStep(command, state, { step: 'APPROVAL', from: ['ELEMENT_REVIEWED'] });
    if (!taken.ok) return taken.decision;
    const { deposit, rules } = taken;
    const start = { stream: depositStream(depositId), state: deposit };
    if (decision !== 'PASS') {
      const down: DepositTurnedDown = { type: 'DepositTurnedDown', data: { decision, opinion } };
      const events = [propose(start.stream, down), ...freed(state, deposit)];
      return acceptDeposit(command, start, { events, rules });
    }
    const approved = approvedOf(command, state, deposit);
    const { similar } = deposit.filing;
    const passed: DepositJointApproved = {
      type: 'DepositJointApproved',
      data: { opinion, similarAccepted: similar },
    };
    return acceptDeposit(command, start, {
      events: [
        propose(start.stream, passed),
        ...payment(approved),
        ...take(approved),
        split(approved),
        ...credits(approved),
      ],
      rules: [
        ...rules,
        opinionsAllow(deposit.jointOpinions),
        notVoided(reductionOf(state, deposit)),
        ...approvalRules(approved.question, approved.shares),
      ],
    });
  },
};
