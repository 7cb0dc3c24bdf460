import {
  add,
  must,
  placeOfPool,
  POLLUTANTS,
  previewed,
  type Command,
  type Milligram,
  type Pollutant,
  type Proposal,
  type StateReader,
} from '#kernel';
import { holdersOf, lotIn, poolFold, type Lot, type PoolState } from '#libs/pool';
import { backingVoided, holdVoided, voucherRevoked, withdrawalFold, type Withdrawal } from '#libs/withdrawal';

/** A pool that holds a part of the lot. */
interface Part {
  readonly pool: string;
  readonly stock: PoolState;
  readonly lot: Lot;
}

/** What becomes of one pollutant of the lot in one pool: all of it is written off or owed. */
export interface Share {
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly credited: Milligram;
  readonly writtenOff: Milligram;
  readonly owed: Milligram;
}

export interface BackedVoucher {
  readonly withdrawalId: string;
  readonly voucherNo: string;
}

/** 作废结清：what has to be freed first, who is affected, and how the lot is then accounted for. */
export interface Settlement {
  readonly freeing: readonly Proposal[];
  readonly shares: readonly Share[];
  readonly vouchers: readonly BackedVoucher[];
  readonly holdsEnded: readonly string[];
}

const partsOf = (state: StateReader, lotId: string, pools: readonly string[]): readonly Part[] => {
  const places = pools.map((pool) => must(placeOfPool(pool), `place of ${pool}`).code);
  state.expect(poolFold, places);
  return places.flatMap((place) => {
    const stock = state(poolFold, place);
    const lot = lotIn(stock, lotId);
    return lot === undefined ? [] : [{ pool: stock.pool, stock, lot }];
  });
};

const vouchersOf = (parts: readonly Part[]): readonly BackedVoucher[] => {
  const known = new Map(parts.flatMap(({ lot }) => [...lot.vouchers.entries()]));
  return [...known]
    .map(([withdrawalId, voucherNo]) => ({ withdrawalId, voucherNo }))
    .toSorted((a, b) => (a.voucherNo < b.voucherNo ? -1 : 1));
};

const sharesOf = ({ pool, lot }: Part): readonly Share[] =>
  POLLUTANTS.flatMap((pollutant) => {
    const figures = lot.lines[pollutant]?.figures;
    if (figures === undefined) return [];
    const { credited, available, withdrawn, retired } = figures;
    return [{ pool, pollutant, credited, writtenOff: available, owed: add(withdrawn, retired) }];
  });

const fileOf = (state: StateReader, id: string): Withdrawal =>
  must(state(withdrawalFold, id), `withdrawal ${id}`);

interface Asked {
  readonly lotId: string;
  readonly pools: readonly string[];
  readonly reason: string;
  /** Vouchers without an EIA approval, and which no earlier decision kept, are taken back (policy A27). */
  readonly revoking: boolean;
}

/**
 * 作废结清 (第二十一条, policy A26): holds on the lot end first, whole, so that what they had set aside is written off
 * with the rest of what is unused; all that left with vouchers is owed, pool by pool.
 */
export const settlementOf = (command: Command, state: StateReader, asked: Asked): Settlement => {
  const { lotId, reason, revoking } = asked;
  const parts = partsOf(state, lotId, asked.pools);
  const holdsEnded = [...new Set(parts.flatMap(({ stock }) => holdersOf(stock, lotId)))].toSorted();
  const vouchers = vouchersOf(parts);
  state.expect(withdrawalFold, [...holdsEnded, ...vouchers.map(({ withdrawalId }) => withdrawalId)]);
  const revoked = revoking
    ? vouchers
        .map(({ withdrawalId }) => fileOf(state, withdrawalId))
        .filter(({ status, backingVoided: kept }) => status === 'VOUCHERED' && !kept)
    : [];
  const freeing = [
    ...vouchers.map(({ withdrawalId, voucherNo }) => backingVoided(withdrawalId, voucherNo, lotId)),
    ...holdsEnded.flatMap((id) => holdVoided(fileOf(state, id), lotId)),
    ...revoked.flatMap((file) => voucherRevoked(file, reason)),
  ];
  const freed = parts.map(({ pool, stock }): Part => {
    const after = previewed(poolFold, { stream: pool, state: stock }, { proposals: freeing, command });
    return { pool, stock: after, lot: must(lotIn(after, lotId), lotId) };
  });
  return { freeing, shares: freed.flatMap(sharesOf), vouchers, holdsEnded };
};
