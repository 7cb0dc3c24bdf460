import type { BodyOf } from '../api/routes.js';
import type { DepositView } from '../api/views.js';
import type { Decision, ReviewStep } from '../parts/review-box.js';
import { useMay, useMe } from '../session/me.js';

type DepositRoute =
  | '/api/v1/deposits/{id}/first-review'
  | '/api/v1/deposits/{id}/site-verification'
  | '/api/v1/deposits/{id}/element-review'
  | '/api/v1/deposits/{id}/approval';
export type DepositStep = ReviewStep<DepositRoute>;

const said = (opinion: string) => (opinion === '' ? {} : { opinion });
const reviewed = (decision: Decision, opinion: string) => ({ decision, ...said(opinion) });

const elementBody =
  (medium: 'WATER' | 'AIR') =>
  (decision: Decision, opinion: string): BodyOf<'/api/v1/deposits/{id}/element-review'> => ({
    medium,
    ...reviewed(decision, opinion),
  });

export const DEPOSIT_FIRST_REVIEW: DepositStep = {
  name: 'FIRST_REVIEW',
  route: '/api/v1/deposits/{id}/first-review',
  body: reviewed,
};
const APPROVAL: DepositStep = {
  name: 'APPROVAL',
  route: '/api/v1/deposits/{id}/approval',
  body: reviewed,
  extras: ['provincialTake', 'provincialDocumentNo'],
};
const SITE: DepositStep = {
  name: 'SITE_VERIFICATION',
  route: '/api/v1/deposits/{id}/site-verification',
  body: (result, opinion) => ({ result, ...said(opinion) }),
  extras: ['inspectionId', 'evidence'],
};
export const depositElement = (medium: 'WATER' | 'AIR'): DepositStep => ({
  name: 'ELEMENT_REVIEW',
  route: '/api/v1/deposits/{id}/element-review',
  body: elementBody(medium),
});

const WATER = ['COD', 'NH3-N', 'TN', 'TP'];
const mediaOf = ({ lines }: DepositView): readonly string[] => [
  ...new Set(lines.map(({ pollutant }) => (WATER.includes(pollutant) ? 'WATER' : 'AIR'))),
];

/** The step of a deposit that this officer may take now, if there is one. */
export const useDepositStep = (deposit: DepositView | undefined): DepositStep | undefined => {
  const may = useMay();
  const { roles } = useMe();
  if (deposit === undefined) return undefined;
  const { status, reviews } = deposit;
  if (status === 'FILED' && may('deposit:first-review')) return DEPOSIT_FIRST_REVIEW;
  if (status === 'ELEMENT_REVIEWED' && may('deposit:approve')) return APPROVAL;
  if (status !== 'FIRST_REVIEWED' && status !== 'SITE_VERIFIED') return undefined;
  if (status === 'FIRST_REVIEWED' && may('deposit:site-verification')) return SITE;
  const medium = roles.includes('element-water') ? 'WATER' : 'AIR';
  const done = reviews.some((review) => review.step === 'ELEMENT_REVIEW' && review.medium === medium);
  const owed = may('deposit:element-review') && mediaOf(deposit).includes(medium) && !done;
  return owed ? depositElement(medium) : undefined;
};
