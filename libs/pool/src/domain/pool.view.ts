import { add, POLLUTANTS, tonnes, type Pollutant, type Tonnes } from '#kernel';
import type { LotTag } from '#contract/pool';
import type { FIGURES, Figures } from './pool.entries.js';
import type { PoolState } from './pool.fold.js';

/** One pollutant of a balance, in t/a: credited = available + held + withdrawn + retired + writtenOff. */
export type BalanceLine = { readonly pollutant: Pollutant } & Readonly<
  Record<(typeof FIGURES)[number], Tonnes>
>;

/** 储备批次 of one pollutant, in t/a: `withdrawn` is all that left with vouchers, of which `retired` for good. */
export type LotRow = {
  readonly lotId: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly tags: readonly LotTag[];
} & BalanceLine;

/** The line of a balance for figures that were summed here or elsewhere. */
export const balanceLine = (pollutant: Pollutant, figures: Figures): BalanceLine => ({
  pollutant,
  available: tonnes(figures.available),
  held: tonnes(figures.held),
  credited: tonnes(figures.credited),
  withdrawn: tonnes(figures.withdrawn),
  retired: tonnes(figures.retired),
  writtenOff: tonnes(figures.writtenOff),
});

/** 余额：all eight pollutants, whether the pool ever held them or not. */
export const balanceView = (
  state: PoolState,
): { readonly pool: string; readonly lines: readonly BalanceLine[] } => ({
  pool: state.pool,
  lines: POLLUTANTS.map((pollutant) => balanceLine(pollutant, state.totals[pollutant])),
});

/** One row per lot and pollutant, in order of credit. */
export const lotRows = (state: PoolState): readonly LotRow[] =>
  state.lots.toArray().flatMap(({ lines, lotId, depositId, reductionId, vintage, tags }) =>
    POLLUTANTS.flatMap((pollutant) => {
      const figures = lines[pollutant]?.figures;
      if (!figures) return [];
      const withdrawn = add(figures.withdrawn, figures.retired);
      const lot = { lotId, depositId, reductionId, vintage, tags };
      return [{ ...lot, ...balanceLine(pollutant, figures), withdrawn: tonnes(withdrawn) }];
    }),
  );
