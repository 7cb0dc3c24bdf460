import {
  atStep,
  holds,
  must,
  opinionsAllow,
  passes,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  separateDuties,
  streamName,
  tonnes,
  withinPlace,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type Proposal,
  type RuleOutcome,
} from '#kernel';
import type { DepositVoided } from '#contract/deposit';
import type { LotVoidDecided, ObligationOpened } from '#contract/obligation';
import type { LotVoided } from '#contract/pool';
import { depositFold } from '#libs/deposit';
import { obligationFold, voidFold, voidView, type VoidState } from '#libs/obligation';
import { policiesAt, type PolicyReader } from '#libs/policy';
import { voidUse } from '#libs/reduction';
import { debtorOf, originOf, type LotOrigin } from './origin.js';
import { settlementOf, type Settlement } from './settlement.js';

export interface VoidLot {
  readonly lotId: string;
  readonly reason: string;
  readonly decisionNo: string;
  readonly evidence: LotVoidDecided['data']['evidence'];
}

type Voiding = Command<VoidLot>;

/** 岗位分离 (第二十一条、第二十三条): decided on a proposal, by another person. */
const stepRules = (
  { actor, data }: Voiding,
  { status, duties, opinions }: VoidState,
): readonly RuleOutcome[] =>
  status === 'NONE'
    ? [holds(false, 'VOID_NOT_PROPOSED', { inputs: { lotId: data.lotId } })]
    : [
        holds(true, 'VOID_NOT_PROPOSED', { inputs: { lotId: data.lotId } }),
        atStep(status, ['PROPOSED']),
        separateDuties(actor, 'VOID_DECISION', duties),
        opinionsAllow(opinions),
      ];

/** The settlement, shown line by line; never a ground for refusal. */
const settlementShown = (
  lotId: string,
  { shares, vouchers }: Settlement,
  policies: PolicyReader,
): readonly RuleOutcome[] => {
  const scope = policies('void.scope').version;
  const { value: policy, version: policyVersion } = policies<string>('void.voucher');
  const names = vouchers.map(({ voucherNo }) => voucherNo).join(', ');
  return [
    ...shares.map(({ pool, pollutant, credited, writtenOff, owed }) => {
      const figures = {
        credited: tonnes(credited),
        writtenOff: tonnes(writtenOff),
        obligation: tonnes(owed),
      };
      return passes('VOID_SETTLEMENT', { inputs: { pool, pollutant, ...figures }, policyVersion: scope });
    }),
    passes('VOUCHERS_OF_VOID_LOT', { inputs: { lotId, vouchers: names, policy }, policyVersion }),
  ];
};

const DECIDING = ['void.scope', 'void.voucher'] as const;

const decisionOf = (
  { data, commandId }: Voiding,
  origin: LotOrigin,
  { settlement, policies }: { readonly settlement: Settlement; readonly policies: PolicyReader },
): LotVoidDecided['data'] => {
  const { shares, vouchers, holdsEnded } = settlement;
  return {
    ...data,
    place: origin.place,
    writtenOff: shares
      .filter(({ writtenOff }) => writtenOff > ZERO)
      .map(({ pool, pollutant, writtenOff }) => ({ pool, pollutant, amount: tonnes(writtenOff) })),
    obligations: shares
      .filter(({ owed }) => owed > ZERO)
      .map(({ pool, pollutant, owed }, index) => {
        const place = debtorOf(origin, pool);
        return { id: `${commandId}-${index + 1}`, place, pool, pollutant, amount: tonnes(owed) };
      }),
    vouchers: vouchers.map(({ voucherNo }) => voucherNo),
    holdsEnded,
    policies: DECIDING.map((key) => policies(key).version),
  };
};

const writeOffs = ({ lotId, decisionNo, reason, ...decided }: LotVoidDecided['data']): readonly Proposal[] =>
  [...new Set(decided.writtenOff.map(({ pool }) => pool))].map((pool) => {
    const lines = decided.writtenOff.flatMap(({ pool: of, ...line }) => (of === pool ? [line] : []));
    const event: LotVoided = { type: 'LotVoided', data: { lotId, lines, decisionNo, reason } };
    return propose(pool, event);
  });

const debts = ({ lotId, decisionNo, obligations }: LotVoidDecided['data']): readonly Proposal[] =>
  obligations.map(({ id: obligationId, ...debt }) => {
    const event: ObligationOpened = {
      type: 'ObligationOpened',
      data: { obligationId, ...debt, lotId, decisionNo },
    };
    return propose(streamName(obligationFold.prefix, debt.place), event);
  });

/** The deposit is void, and its reduction backs nothing any more. */
const sourceVoided = (
  { deposit }: LotOrigin,
  { lotId, decisionNo }: LotVoidDecided['data'],
): readonly Proposal[] => {
  if (deposit === null) return [];
  const { depositId, reductionId } = deposit;
  const event: DepositVoided = { type: 'DepositVoided', data: { lotId, decisionNo } };
  return [
    propose(streamName(depositFold.prefix, depositId), event),
    voidUse(reductionId, { reference: depositId, decisionNo }),
  ];
};

/**
 * 作废 (第二十一条, policies A26 and A27): in one append what is unused is written off in every pool that holds a part,
 * what was used becomes a debt of the lot's place, holds on it end, and vouchers backed by it are flagged.
 */
export const voidLot: Decider<VoidLot> = {
  command: 'VoidLot',
  decide(command: Voiding, state): Decision {
    const { actor, at, data } = command;
    const { lotId, reason } = data;
    const origin = originOf(state, lotId);
    if (origin === undefined) return refuseMissing(`lot ${lotId}`);
    const before = state(voidFold, lotId);
    const grounds = [withinPlace(actor, origin.place), ...stepRules(command, before)];
    const refusal = refuseBy(grounds);
    if (refusal) return refusal;
    const policies = policiesAt(state, at);
    const revoking = policies<string>('void.voucher').value === 'REVOKE';
    const settlement = settlementOf(command, state, { lotId, pools: origin.pools, reason, revoking });
    const decision = decisionOf(command, origin, { settlement, policies });
    const stream = streamName(voidFold.prefix, lotId);
    const decided: LotVoidDecided = { type: 'LotVoidDecided', data: decision };
    const events = [
      propose(stream, decided),
      ...settlement.freeing,
      ...writeOffs(decision),
      ...debts(decision),
      ...sourceVoided(origin, decision),
    ];
    const after = previewed(voidFold, { stream, state: before }, { proposals: events, command });
    const rules = [...grounds, ...settlementShown(lotId, settlement, policies)];
    return { ok: true, events, rules, answer: () => must(voidView(after), 'view') };
  },
};
