import { useSearch } from '@tanstack/react-router';
import type { Address, ReadRoute } from './routes.js';

/** Two times a page may be looked at: what was in force, and what was known. Nothing means now. */
export interface Moment {
  /** A civil date or an instant. */
  readonly asOf?: string;
  /** A civil date, an instant, or a log position as `@1234`. */
  readonly knownAt?: string;
}

/** Routes that can look back; the build reads them from the committed OpenAPI file. */
declare const TIMED_ROUTES: readonly string[];

/** What is asked of a route while a page is looked at as of a moment; what is asked expressly counts more. */
export const asOfMoment = (route: ReadRoute, address: Address, moment: Moment): Address =>
  isPast(moment) && TIMED_ROUTES.includes(route)
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
