import { assertNever, PersistentMap, type Fold, type Logged } from '#kernel';
import type { RegisterEvent } from '#contract/withdrawal';

/** The last serial given in each year. */
export interface VoucherRegisterState {
  readonly serials: PersistentMap<number, number>;
  /** By project code, the withdrawals that were given a voucher. */
  readonly byProject: PersistentMap<string, readonly string[]>;
  /** Withdrawals from before entries named their project. */
  readonly unnamed: readonly string[];
}

const numbered = (
  { serials, byProject, unnamed }: VoucherRegisterState,
  { year, serial, withdrawalId, projectCode }: RegisterEvent['data'],
): VoucherRegisterState => ({
  serials: serials.set(year, serial),
  byProject:
    projectCode === null
      ? byProject
      : byProject.set(projectCode, [...(byProject.get(projectCode) ?? []), withdrawalId]),
  unnamed: projectCode === null ? [...unnamed, withdrawalId] : unnamed,
});

const evolve = (state: VoucherRegisterState, event: Logged<RegisterEvent>): VoucherRegisterState => {
  switch (event.type) {
    case 'VoucherNumbered':
      return numbered(state, event.data);
    default:
      return assertNever(event.type);
  }
};

/** 凭证编号簿：stream `voucher-<place>`, one per place that projects lie in. */
export const voucherRegisterFold: Fold<VoucherRegisterState, RegisterEvent> = {
  prefix: 'voucher',
  initial: () => ({ serials: PersistentMap(), byProject: PersistentMap(), unnamed: [] }),
  evolve,
};

/** Withdrawals with a voucher that may be of a project: those entered for it, and those whose entry names none. */
export const withdrawalsOf = (state: VoucherRegisterState, projectCode: string): readonly string[] => [
  ...(state.byProject.get(projectCode) ?? []),
  ...state.unnamed,
];

/** The number of a voucher: `PZ-320583-2026-000001`. */
export const voucherNoOf = (place: string, year: number, serial: number): string =>
  `PZ-${place}-${year}-${String(serial).padStart(6, '0')}`;

/** The next number of a place and year. */
export const nextVoucherNo = (
  { serials }: VoucherRegisterState,
  place: string,
  year: number,
): { readonly voucherNo: string; readonly year: number; readonly serial: number } => {
  const serial = serials.get(year, 0) + 1;
  return { voucherNo: voucherNoOf(place, year, serial), year, serial };
};

/** How many vouchers were numbered in each year, the first year first. */
export const numberedByYear = ({
  serials,
}: VoucherRegisterState): readonly (readonly [year: number, count: number])[] =>
  [...serials].toSorted(([one], [other]) => one - other);
