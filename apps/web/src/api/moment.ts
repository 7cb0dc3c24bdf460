import { useSearch } from '@tanstack/react-router';
import type { paths } from './schema.js';
import type { Address, ReadRoute } from './routes.js';

/** Two times a page may be looked at: what was in force, and what was known. Nothing means now. */
export interface Moment {
  /** A civil date or an instant. */
  readonly asOf?: string;
  /** A civil date, an instant, or a log position as `@1234`. */
  readonly knownAt?: string;
}

type QueryOf<P extends ReadRoute> = paths[P] extends {
  readonly get: { readonly parameters: { readonly query?: infer Q } };
}
  ? [NonNullable<Q>] extends [never]
    ? never
    : keyof NonNullable<Q>
  : never;
/** Routes that can look back, as the committed OpenAPI file has them. */
type TimedRoute = {
  [P in ReadRoute]: 'asOf' | 'knownAt' extends QueryOf<P> ? P : never;
}[ReadRoute];

/** All of them and no others, or this does not compile. */
const TIMED: Readonly<Record<TimedRoute, true>> = {
  '/api/v1/accountability-records': true,
  '/api/v1/accountability-records/{id}': true,
  '/api/v1/assessments': true,
  '/api/v1/assessments/{id}': true,
  '/api/v1/capacity-records': true,
  '/api/v1/capacity-records/{id}': true,
  '/api/v1/deposits': true,
  '/api/v1/deposits/{id}': true,
  '/api/v1/findings': true,
  '/api/v1/findings/{id}': true,
  '/api/v1/lift-proposals': true,
  '/api/v1/measures': true,
  '/api/v1/measures/{id}': true,
  '/api/v1/obligations': true,
  '/api/v1/parks/{id}': true,
  '/api/v1/permit-cancellations': true,
  '/api/v1/permit-cancellations/{id}': true,
  '/api/v1/pools/{id}': true,
  '/api/v1/pools/{id}/balance': true,
  '/api/v1/pools/{id}/journal': true,
  '/api/v1/pools/{id}/lots': true,
  '/api/v1/readings': true,
  '/api/v1/readings/{id}': true,
  '/api/v1/reductions': true,
  '/api/v1/reductions/{id}': true,
  '/api/v1/reports/annual/{year}': true,
  '/api/v1/reports/quarterly/{quarter}': true,
  '/api/v1/reports/quarterly/{quarter}/submission': true,
  '/api/v1/reports/regional/{year}': true,
  '/api/v1/reports/task-deductions/{year}': true,
  '/api/v1/standing/{place}': true,
  '/api/v1/suspensions': true,
  '/api/v1/suspensions/{id}': true,
  '/api/v1/trades': true,
  '/api/v1/trades/{id}': true,
  '/api/v1/warnings': true,
  '/api/v1/withdrawals': true,
  '/api/v1/withdrawals/{id}': true,
};

/** What is asked of a route while a page is looked at as of a moment; what is asked expressly counts more. */
export const asOfMoment = (route: ReadRoute, address: Address, moment: Moment): Address =>
  Object.hasOwn(TIMED, route) && isPast(moment)
    ? { ...address, query: { ...moment, ...address.query } }
    : address;

export const isPast = ({ asOf, knownAt }: Moment): boolean => asOf !== undefined || knownAt !== undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The moment in the address of the page. */
export const useMoment = (): Moment => {
  const { asOf, knownAt } = useSearch({
    strict: false,
    select: (search: Readonly<Record<string, unknown>>) => ({
      asOf: textOf(search['asOf']),
      knownAt: textOf(search['knownAt']),
    }),
    structuralSharing: true,
  });
  return { ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) };
};
