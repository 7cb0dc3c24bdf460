import type { WithdrawalView } from '../api/views.js';
import type { Decision, ReviewStep } from '../parts/review-box.js';
import { useMay, useMe } from '../session/me.js';

type WithdrawalRoute =
  | '/api/v1/withdrawals/{id}/first-review'
  | '/api/v1/withdrawals/{id}/element-review'
  | '/api/v1/withdrawals/{id}/approval';
export type WithdrawalStep = ReviewStep<WithdrawalRoute>;

const reviewed = (decision: Decision, opinion: string) => ({ decision, ...(opinion !== '' && { opinion }) });

export const WITHDRAWAL_FIRST_REVIEW: WithdrawalStep = {
  name: 'FIRST_REVIEW',
  route: '/api/v1/withdrawals/{id}/first-review',
  body: reviewed,
};
const APPROVAL: WithdrawalStep = {
  name: 'APPROVAL',
  route: '/api/v1/withdrawals/{id}/approval',
  body: reviewed,
  extras: ['documentNo', 'backDatedReason'],
};
export const withdrawalElement = (medium: 'WATER' | 'AIR'): WithdrawalStep => ({
  name: 'ELEMENT_REVIEW',
  route: '/api/v1/withdrawals/{id}/element-review',
  body: (decision, opinion) => ({ medium, ...reviewed(decision, opinion) }),
});

const WATER = ['COD', 'NH3-N', 'TN', 'TP'];
const concerns = ({ lines }: WithdrawalView, medium: string): boolean =>
  lines.some(({ pollutant }) => WATER.includes(pollutant) === (medium === 'WATER'));

/** The step of an application that this officer may take now, if there is one. */
export const useWithdrawalStep = (withdrawal: WithdrawalView | undefined): WithdrawalStep | undefined => {
  const may = useMay();
  const { roles } = useMe();
  if (withdrawal === undefined) return undefined;
  const { status, elementReviews, approvers, finalTier } = withdrawal;
  if (status === 'FILED' && may('withdrawal:first-review')) return WITHDRAWAL_FIRST_REVIEW;
  if (status !== 'HELD') return undefined;
  if (roles.some((role) => approvers.includes(role))) return APPROVAL;
  const medium = roles.includes('element-water') ? 'WATER' : 'AIR';
  const done = elementReviews.some((review) => review.medium === medium);
  const owed =
    may('withdrawal:element-review') && finalTier !== 'LOCAL' && concerns(withdrawal, medium) && !done;
  return owed ? withdrawalElement(medium) : undefined;
};
