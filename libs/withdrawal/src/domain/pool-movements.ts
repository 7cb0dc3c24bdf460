import { propose, type Instant, type Proposal } from '#kernel';
import type { Draw, HoldReleased, PoolEvent, QuotaReturned } from '#contract/pool';
import type { PoolDraw } from '#contract/withdrawal';
import type { Withdrawal } from './withdrawal.fold.js';

const byPool = <D extends PoolDraw>(
  draws: readonly D[],
): readonly (readonly [string, readonly Omit<D, 'pool'>[]])[] => {
  const pools = new Map<string, Omit<D, 'pool'>[]>();
  for (const { pool, ...draw } of draws) {
    const own = pools.get(pool) ?? [];
    own.push(draw);
    pools.set(pool, own);
  }
  return [...pools];
};

/** One event for each pool drawn on, with the draws that are its own. */
export const inEachPool = <D extends PoolDraw>(
  draws: readonly D[],
  event: (draws: readonly (Omit<D, 'pool'> & Draw)[]) => PoolEvent,
  occurredAt?: Instant,
): readonly Proposal[] =>
  byPool(draws).map(([pool, own]) =>
    propose(pool, event(own as readonly (Omit<D, 'pool'> & Draw)[]), occurredAt),
  );

/** The hold's amounts go back to the lots they were set aside in. */
export const holdReleased = (
  { id, hold }: Withdrawal,
  reason: HoldReleased['data']['reason'],
): readonly Proposal[] =>
  inEachPool(hold?.draws ?? [], (draws) => ({
    type: 'HoldReleased',
    data: { withdrawalId: id, draws, reason },
  }));

/** 退回：k·E goes back to the lots and tiers it came from (policy A22). */
export const quotaReturned = (
  { id, voucher }: Withdrawal,
  reason: QuotaReturned['data']['reason'],
): readonly Proposal[] => {
  if (!voucher) return [];
  const of = { withdrawalId: id, voucherNo: voucher.no, reason };
  return inEachPool(voucher.draws, (draws) => ({ type: 'QuotaReturned', data: { ...of, draws } }));
};
