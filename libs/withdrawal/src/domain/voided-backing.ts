import { mgOf, propose, streamName, tonnes, type Proposal, type StateReader } from '#kernel';
import type { ObligationReduced } from '#contract/obligation';
import type { LotVoided } from '#contract/pool';
import type { SettledPoolDraw } from '#contract/withdrawal';
import { obligationFold, reduceFor, voidFold, type Reduction } from '#libs/obligation';
import { onFile } from './handling.js';
import { holdReleased, quotaReturned } from './pool-movements.js';
import type { Voucher, Withdrawal } from './withdrawal.fold.js';

/** 占用解除：all of a hold is freed when a lot behind it is voided; the demand is first-reviewed again (第二十一条). */
export const holdVoided = (file: Withdrawal, lotId: string): readonly Proposal[] => [
  onFile(file.id, { type: 'WithdrawalHoldVoided', data: { lotId } }),
  ...holdReleased(file, 'BACKING_VOIDED'),
];

/** 支撑失效：the voucher is kept and flagged (policy A27). */
export const backingVoided = (withdrawalId: string, voucherNo: string, lotId: string): Proposal =>
  onFile(withdrawalId, { type: 'BackingVoided', data: { voucherNo, lotId } });

/** 撤销凭证：before the EIA is approved, where policy A27 says so; k·E goes back to its lots. */
export const voucherRevoked = (file: Withdrawal, reason: string): readonly Proposal[] => [
  onFile(file.id, { type: 'WithdrawalReleased', data: { reason } }),
  ...quotaReturned(file, 'RELEASED'),
];

interface VoidLot {
  readonly lotId: string;
  readonly decisionNo: string;
  readonly reason: string;
  readonly obligations: readonly { readonly place: string }[];
}

const voidLotsBehind = (state: StateReader, draws: readonly SettledPoolDraw[]): readonly VoidLot[] => {
  const lots = [...new Set(draws.map(({ lotId }) => lotId))];
  state.expect(voidFold, lots);
  return lots.flatMap((lotId) => state(voidFold, lotId).decision ?? []);
};

const writtenOff = (
  { lotId, decisionNo, reason }: VoidLot,
  reductions: readonly Reduction[],
): readonly Proposal[] =>
  [...new Set(reductions.map(({ pool }) => pool))].map((pool) => {
    const lines = reductions
      .filter((one) => one.pool === pool)
      .map(({ pollutant, amount }) => ({ pollutant, amount: tonnes(amount) }));
    const event: LotVoided = { type: 'LotVoided', data: { lotId, lines, decisionNo, reason } };
    return propose(pool, event);
  });

const reducedBy = (
  file: Withdrawal,
  voucher: Voucher,
  reductions: readonly Reduction[],
): ObligationReduced => ({
  type: 'ObligationReduced',
  data: {
    withdrawalId: file.id,
    voucherNo: voucher.no,
    reductions: reductions.map(({ obligationId, pollutant, amount }) => ({
      obligationId,
      pollutant,
      amount: tonnes(amount),
    })),
  },
});

/**
 * 退回的作废指标：what a voucher gives back to a void lot is written off in the same append, and the locality owes as
 * much less (第二十一条). Written after the return itself, so the pool's books show both.
 */
export const voidedReturns = (state: StateReader, file: Withdrawal): readonly Proposal[] => {
  const { voucher } = file;
  if (!voucher || !file.backingVoided) return [];
  return voidLotsBehind(state, voucher.draws).flatMap((lot) => {
    const returned = voucher.draws
      .filter(({ lotId }) => lotId === lot.lotId)
      .map((draw) => ({ ...draw, amount: mgOf(draw.amount) }));
    const debtors = [...new Set(lot.obligations.map(({ place }) => place))];
    state.expect(obligationFold, debtors);
    return debtors.flatMap((place) => {
      const reductions = reduceFor(state(obligationFold, place), returned);
      if (reductions.length === 0) return [];
      const stream = streamName(obligationFold.prefix, place);
      return [...writtenOff(lot, reductions), propose(stream, reducedBy(file, voucher, reductions))];
    });
  });
};
