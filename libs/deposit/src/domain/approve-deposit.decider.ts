import {
  add,
  civilDateOf,
  collect,
  mgOf,
  opinionsAllow,
  propose,
  streamName,
  tonnes,
  yearOf,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type Milligram,
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
import { asking, notVoided, type ReductionFiling } from '#libs/reduction';
import {
  approvalRules,
  poolsFor,
  portionsOf,
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
import { datingExplained } from './filing.policy.js';
import { splitLine, type Area, type Portion } from './split.policy.js';

export interface ApproveDeposit {
  readonly depositId: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
  readonly provincialTake: readonly DepositLine[];
  readonly provincialDocumentNo: string | null;
  /** Why it counts from before the day it was filed; the opinion may say it. */
  readonly backDatedReason?: string | null;
}

interface Approved {
  readonly deposit: FiledDeposit;
  readonly question: ApprovalQuestion;
  readonly portions: readonly Portion[];
  readonly pools: DepositPools;
  readonly vintage: number;
  readonly tags: readonly LotTag[];
}

/** 批次：a deposit's credit has one lot id in every pool. */
const lotIdOf = ({ filing }: FiledDeposit): string => `lot-${filing.depositId}`;

/** Each area pays its own debts. */
const payment = ({ deposit, question, portions }: Approved): readonly Proposal[] =>
  collect(question.areas, ({ place }) => {
    const paid = collect(portions, ({ areas }) =>
      collect(areas, (area) => (area.place === place ? area.payments : [])),
    );
    const payments = paid.map((one) => ({ ...one, amount: tonnes(one.amount) }));
    const { depositId } = deposit.filing;
    const applied: ObligationApplied = { type: 'ObligationApplied', data: { depositId, payments } };
    return payments.length === 0 ? [] : [propose(streamName(obligationFold.prefix, place), applied)];
  });

const take = ({ deposit, question }: Approved): readonly Proposal[] => {
  const { provincialTake: lines, provincialDocumentNo: documentNo } = question;
  if (lines.length === 0 || documentNo === null) return [];
  const taken: ProvincialTakeRecorded = { type: 'ProvincialTakeRecorded', data: { documentNo, lines } };
  return [propose(depositStream(deposit.filing.depositId), taken)];
};

/** 分摊：what each area of a shared work gets; nothing to add where one area has it all. */
const areasOf = ({ question, portions }: Approved): Pick<TierSplitApplied['data'], 'areas'> => {
  if (question.areas.length === 1) return {};
  const areas = question.areas.map(({ place }) => ({
    place,
    localPool: poolsFor(place, question.policies).localPool,
    lines: collect(portions, ({ areas: own }) => own.filter((area) => area.place === place).map(splitLine)),
  }));
  return { areas };
};

const split = (approved: Approved): Proposal => {
  const { deposit, question, portions, pools } = approved;
  const applied: TierSplitApplied = {
    type: 'TierSplitApplied',
    data: {
      lotId: lotIdOf(deposit),
      ...pools,
      lines: portions.map(splitLine),
      ...areasOf(approved),
      policies: splitPolicies(question.policies),
    },
  };
  return propose(depositStream(deposit.filing.depositId), applied);
};

/** What of a pollutant goes to each pool; two areas may share a local one. */
const amountsOf = (
  { pools, question }: Approved,
  { areas, provincial, municipal }: Portion,
): ReadonlyMap<string, Milligram> => {
  const amounts = new Map([
    [pools.provincialPool, provincial],
    [pools.municipalPool, municipal],
  ]);
  for (const { place, local } of areas) {
    const { localPool } = poolsFor(place, question.policies);
    amounts.set(localPool, add(amounts.get(localPool) ?? ZERO, local));
  }
  return amounts;
};

/** One lot in each pool that gets something; a pool that gets nothing hears nothing. */
const credits = (approved: Approved): readonly Proposal[] => {
  const { deposit, portions, vintage, tags } = approved;
  const { depositId, reductionId } = deposit.filing;
  const amounts = portions.map((portion) => ({
    pollutant: portion.pollutant,
    of: amountsOf(approved, portion),
  }));
  return collect([...new Set(collect(amounts, ({ of }) => [...of.keys()]))], (pool) => {
    const lines = amounts
      .map(({ pollutant, of }) => ({ pollutant, amount: tonnes(of.get(pool) ?? ZERO) }))
      .filter(({ amount }) => amount !== '0');
    const data = { lotId: lotIdOf(deposit), depositId, reductionId, vintage, tags, lines };
    const credited: LotCredited = { type: 'LotCredited', data };
    return lines.length === 0 ? [] : [propose(pool, credited)];
  });
};

/** Whose the reduction is, and what they owe. */
const sharingAreas = (state: StateReader, { place, apportionment }: ReductionFiling): readonly Area[] => {
  const shares = apportionment ?? [{ place, percent: '100' }];
  state.expect(
    obligationFold,
    shares.map((share) => share.place),
  );
  return shares.map(({ place: area, percent }) => ({
    place: area,
    weight: mgOf(percent),
    debts: state(obligationFold, area),
  }));
};

const approvedOf = (
  command: Command<ApproveDeposit>,
  state: StateReader,
  deposit: FiledDeposit,
): Approved => {
  const { provincialTake, provincialDocumentNo } = command.data;
  const { place, lines, similar } = deposit.filing;
  const policies = policiesAt(state, command.at);
  const { filing } = reductionOf(state, deposit);
  const question: ApprovalQuestion = {
    lines,
    similar,
    provincialTake: asking(provincialTake),
    provincialDocumentNo,
    areas: sharingAreas(state, filing),
    policies,
  };
  const { formedOn, earmark } = filing;
  const vintage = yearOf(civilDateOf(formedOn));
  const tags = earmark ? [earmark] : [];
  return {
    deposit,
    question,
    portions: portionsOf(question),
    pools: poolsFor(place, policies),
    vintage,
    tags,
  };
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
    const { today, data } = command;
    const reason = data.backDatedReason ?? opinion;
    const explained = deposit.filing.backDated ? { backDatedReason: reason } : {};
    const passed: DepositJointApproved = {
      type: 'DepositJointApproved',
      data: { opinion, similarAccepted: similar, ...explained },
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
        datingExplained(deposit.filing, { today, reason }),
        notVoided(reductionOf(state, deposit)),
        ...approvalRules(approved.question, approved.portions),
      ],
    });
  },
};
