import {
  liesWithin,
  mgOf,
  PLACES,
  subtract,
  sum,
  tonnes,
  ZERO,
  type Pollutant,
  type StateReader,
} from '#kernel';
import type { EiaApprovalImported, UnbackedApprovalFound } from '#contract/eia';
import {
  voucherRegisterFold,
  withdrawalFold,
  withdrawalsOf,
  type Withdrawal,
  type WithdrawalStatus,
} from '#libs/withdrawal';

/** 一份批复有多少凭证支撑. */
export interface Match {
  readonly matched: boolean;
  readonly vouchers: readonly string[];
  readonly shortfalls: UnbackedApprovalFound['data']['shortfalls'];
}

/** A project of a county may have been filed by a park inside it, or by the place around it. */
const placesAround = (place: string): readonly string[] =>
  PLACES.filter(
    ({ code, kind }) => kind !== 'PROVINCE' && (liesWithin(code, place) || liesWithin(place, code)),
  ).map(({ code }) => code);

const GRANTED: readonly WithdrawalStatus[] = ['VOUCHERED', 'REGISTERED', 'PERMITTED'];

/** Vouchers that stand, of one project. */
const standingFiles = (
  state: StateReader,
  { place, projectCode }: EiaApprovalImported['data'],
): readonly Withdrawal[] => {
  const places = placesAround(place);
  state.expect(voucherRegisterFold, places);
  const entered = places.flatMap((code) => withdrawalsOf(state(voucherRegisterFold, code), projectCode));
  const ids = [...new Set(entered)];
  state.expect(withdrawalFold, ids);
  return ids.flatMap((id) => {
    const file = state(withdrawalFold, id);
    return file && GRANTED.includes(file.status) && file.project.code === projectCode ? [file] : [];
  });
};

const newDischarge = (files: readonly Withdrawal[], pollutant: Pollutant) =>
  sum(
    files.flatMap(({ required }) =>
      required.map((line) => (line.pollutant === pollutant ? mgOf(line.increment) : ZERO)),
    ),
  );

/**
 * 比对 (总则第四条、第二十一条): the vouchers of the project must have been given for at least the new discharge approved,
 * pollutant by pollutant; an approval that states no amounts needs a voucher at all.
 */
export const matchOf = (state: StateReader, approval: EiaApprovalImported['data']): Match => {
  const files = standingFiles(state, approval);
  const shortfalls = approval.lines.flatMap(({ pollutant, amount: approved }) => {
    const backed = newDischarge(files, pollutant);
    const missing = subtract(mgOf(approved), backed);
    if (missing <= ZERO) return [];
    return [{ pollutant, approved, backed: tonnes(backed), shortfall: tonnes(missing) }];
  });
  const vouchers = files.flatMap(({ voucher }) => voucher?.no ?? []).toSorted();
  const matched = shortfalls.length === 0 && (approval.lines.length > 0 || vouchers.length > 0);
  return { matched, vouchers, shortfalls };
};
