import { byPollutant, type ItemView } from '#kernel';
import type { SplitLine } from '#contract/deposit';
import type { DepositFiling, DepositState } from './deposit.fold.js';

const creditsAnything = ({ provincial, municipal, local }: SplitLine): boolean =>
  [provincial, municipal, local].some((amount) => amount !== '0');

const viewOf = (
  { status, reviews, provincialDocumentNo, backDatedReason, split, opening }: DepositState,
  filing: DepositFiling,
): ItemView => ({
  id: filing.depositId,
  reductionId: filing.reductionId,
  place: filing.place,
  status,
  lines: filing.lines.toSorted(byPollutant).map((line) => ({ ...line })),
  similar: filing.similar,
  filedOn: filing.filedOn,
  filedBy: filing.filedBy,
  effectiveOn: filing.effectiveOn ?? filing.filedOn,
  backDated: filing.backDated ?? false,
  backDatedReason,
  dueOn: filing.dueOn,
  late: filing.late,
  lateReason: filing.lateReason,
  reviews: reviews.map((review) => ({ ...review })),
  provincialDocumentNo,
  split: split && split.lines.toSorted(byPollutant).map((line) => ({ ...line })),
  areas:
    split?.areas?.map(({ place, localPool, lines }) => ({
      place,
      localPool,
      lines: lines.toSorted(byPollutant).map((line) => ({ ...line })),
    })) ?? null,
  opening: opening && { ...opening },
  lotId: split?.lines.some(creditsAnything) ? split.lotId : null,
});

/**
 * A deposit as the interface shows it; nothing before it is filed. `split` and `lotId` are there once it is credited,
 * `lotId` only if a pool got anything.
 */
export const depositView = (state: DepositState): ItemView | null =>
  state.filing && viewOf(state, state.filing);
