import {
  addYears,
  extend,
  must,
  propose,
  refuseBy,
  streamName,
  yearOf,
  type Command,
  type Decider,
  type Decision,
  type Instant,
  type JsonObject,
  type Proposal,
  type RuleOutcome,
  type StateReader,
  type Written,
} from '#kernel';
import type {
  RegisterEvent,
  ReviewDecision,
  VoucherIssued,
  WithdrawalApproved,
  WithdrawalTurnedDown,
} from '#contract/withdrawal';
import { policiesAt, type PolicyKey, type PolicyReader } from '#libs/policy';
import { tradesFreed } from '#libs/trade';
import { approvalRules } from './approval.policy.js';
import { approverRules, approversBySize } from './approver.policy.js';
import { isBackDated } from './dating.js';
import { accepted, effectiveMoment, fileAfter, onFile, takeUp, type Taken } from './handling.js';
import { wishOf } from './offers.policy.js';
import { holdReleased, inEachPool } from './pool-movements.js';
import { tradesBehindFile, untilTermEnds } from './purchase.policy.js';
import { nextVoucherNo, voucherRegisterFold } from './voucher-register.fold.js';
import { voucherTerms } from './voucher-terms.js';
import type { Withdrawal } from './withdrawal.fold.js';
import { withdrawalDocument } from './withdrawal.view.js';

export interface ApproveWithdrawal {
  readonly id: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
  /** 省厅批复文号：needed where provincial quota is drawn. */
  readonly documentNo: string | null;
  /** Of a withdrawal that takes effect before the day it was filed; the opinion says it where this is absent. */
  readonly backDatedReason?: string | null;
}

type Approval = Command<ApproveWithdrawal>;

const reasonGiven = ({ backDatedReason, opinion }: ApproveWithdrawal): string => backDatedReason ?? opinion;

const approvalOf = (file: Withdrawal, asked: ApproveWithdrawal): WithdrawalApproved => {
  const { opinion, documentNo } = asked;
  const explained = isBackDated(file) ? { backDatedReason: reasonGiven(asked) } : {};
  return { type: 'WithdrawalApproved', data: { opinion, documentNo, ...explained } };
};

/** The policies a voucher is given under, beside those of its rules. */
const GIVING: readonly PolicyKey[] = ['voucher.validity', 'suspension.inFlight', 'approval.tiers'];

/** The voucher's number and terms, and with them the quota leaves every pool it is drawn from. */
const issued = (
  { file, rules }: Taken,
  command: Approval,
  known: { readonly state: StateReader; readonly at: Instant; readonly policies: PolicyReader },
): readonly Proposal[] => {
  const { place } = file.project;
  const numbered = nextVoucherNo(known.state(voucherRegisterFold, place), place, yearOf(command.today));
  const { voucherNo } = numbered;
  const bought = tradesBehindFile(known.state, file);
  const { lines, draws } = voucherTerms(file.required, file.hold?.draws ?? [], bought);
  const latest = addYears(command.today, known.policies<number>('voucher.validity').value);
  const validUntil = untilTermEnds(known, file, latest);
  const entry: RegisterEvent = {
    type: 'VoucherNumbered',
    data: extend(numbered, { withdrawalId: file.id, projectCode: file.project.code }),
  };
  const voucher: VoucherIssued = {
    type: 'VoucherIssued',
    data: {
      voucherNo,
      withdrawalId: file.id,
      lines,
      draws,
      validUntil,
      rules,
      policies: GIVING.map((key) => known.policies(key).version),
    },
  };
  return [
    onFile(file.id, approvalOf(file, command.data), known.at),
    propose(streamName(voucherRegisterFold.prefix, place), entry, known.at),
    onFile(file.id, voucher, known.at),
    ...inEachPool(
      draws,
      (own) => ({ type: 'QuotaWithdrawn', data: { withdrawalId: file.id, voucherNo, draws: own } }),
      known.at,
    ),
  ];
};

const pass = (taken: Taken, command: Approval, state: StateReader): Decision => {
  const { file } = taken;
  const { today, data } = command;
  const at = effectiveMoment(file, command.at);
  const policies = policiesAt(state, at);
  const wish = wishOf(file, { at, today, policies });
  const rules: readonly RuleOutcome[] = [
    ...taken.rules,
    ...approvalRules(
      file,
      { today, documentNo: data.documentNo, reason: reasonGiven(data) },
      { state, wish },
    ),
  ];
  const refusal = refuseBy(rules);
  if (refusal) return refusal;
  const events = issued({ file, rules }, command, { state, at, policies });
  const issuing = events.findIndex(({ type }) => type === 'VoucherIssued');
  const answer = ({ positions, recordedAt: issuedAt }: Written): JsonObject => {
    const vouchered = fileAfter(file.id, file, { proposals: events, command });
    const position = must(positions[issuing], 'position of the voucher');
    return withdrawalDocument({
      ...vouchered,
      voucher: vouchered.voucher && { ...vouchered.voucher, issuedAt, position },
    });
  };
  return { ok: true, events, rules, answer };
};

/** 终审 (第八条): by the highest tier drawn on; the voucher and the pools' books are one append. */
export const approveWithdrawal: Decider<ApproveWithdrawal> = {
  command: 'ApproveWithdrawal',
  decide(command: Approval, state): Decision {
    const { decision, opinion } = command.data;
    const taken = takeUp(command, state, {
      expected: ['HELD'],
      step: 'APPROVAL',
      also: (file) => {
        const policies = policiesAt(state, effectiveMoment(file, command.at));
        return approverRules(command.actor, file, approversBySize(file, policies));
      },
    });
    if (!taken.ok) return taken.error;
    if (decision === 'PASS') return pass(taken.value, command, state);
    const { file } = taken.value;
    const turnedDown: WithdrawalTurnedDown = { type: 'WithdrawalTurnedDown', data: { decision, opinion } };
    const freed = holdReleased(file, decision === 'RETURN' ? 'RETURNED' : 'REJECTED');
    return accepted(taken.value, command, [
      onFile(file.id, turnedDown),
      ...freed,
      ...tradesFreed(state, file.id, file.tradeVouchers),
    ]);
  },
};
