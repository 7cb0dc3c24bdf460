import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useLanguage, type Language } from '../messages/language.js';
import { read, readPage, write, type Page, type Writing } from './client.js';
import { asOfMoment, isPast, useMoment } from './moment.js';
import { inThePast } from './problem.js';
import type { Address, ReadRoute, WriteRoute } from './routes.js';

interface Asking extends Address {
  /** False while the question makes no sense yet. */
  readonly enabled?: boolean;
}

/** What a route answers, and what it is remembered by. */
export const reading = <T>(route: ReadRoute, address: Address, language: Language) => ({
  queryKey: [route, address, language],
  queryFn: () => read<T>(route, address, language),
});

/** What a route answers as of the page's moment, kept fresh. */
export const useRead = <T>(
  route: ReadRoute,
  { enabled = true, ...asked }: Asking = {},
): UseQueryResult<T> => {
  const { language } = useLanguage();
  const address = asOfMoment(route, asked, useMoment());
  return useQuery({ ...reading<T>(route, address, language), enabled });
};

/** One page of a list, with whatever `L` stands beside its items; the page before stays while the next one comes. */
export const usePage = <T, L extends object = object>(
  route: ReadRoute,
  { enabled = true, ...asked }: Asking = {},
): UseQueryResult<Page<T> & L> => {
  const { language } = useLanguage();
  const address = asOfMoment(route, asked, useMoment());
  return useQuery({
    queryKey: [route, address, language, 'page'],
    queryFn: async () => (await readPage<T>(route, address, language)) as Page<T> & L,
    placeholderData: keepPreviousData,
    enabled,
  });
};

/** How many rows of a long list are asked for at once. */
export const LONG_PAGE = 100;
/** The most rows a list gives at once. */
const MOST = 200;

/** All rows of a list that is short by its nature, such as one per place and month, however many pages that takes. */
export const useWhole = <T>(route: ReadRoute, asked: Address = {}): UseQueryResult<readonly T[]> => {
  const { language } = useLanguage();
  const { path = {}, query } = asOfMoment(route, asked, useMoment());
  const address = { path, query: { ...query, perPage: MOST } };
  return useQuery({
    queryKey: [route, address, language, 'whole'],
    queryFn: async () => {
      const rows: T[] = [];
      for (let page = 1; ; page += 1) {
        const { items, total } = await readPage<T>(
          route,
          { path, query: { ...address.query, page } },
          language,
        );
        rows.push(...items);
        if (items.length === 0 || rows.length >= total) return rows;
      }
    },
  });
};

/** The pages of a long list, each to be asked for when it comes into sight; `page` counts from 0. */
export const usePages = <T>(route: ReadRoute, asked: Address = {}) => {
  const { language } = useLanguage();
  const { path = {}, query } = asOfMoment(route, asked, useMoment());
  return (page: number) => {
    const address = { path, query: { ...query, page: page + 1, perPage: LONG_PAGE } };
    return {
      queryKey: [route, address, language, 'page'],
      queryFn: async () => (await readPage<T>(route, address, language)).items,
    };
  };
};

/** A write; afterwards everything shown is asked for anew. Nothing can be done while a past moment is looked at. */
export const useWrite = <T, P extends WriteRoute>(route: P) => {
  const { language } = useLanguage();
  const queries = useQueryClient();
  const past = isPast(useMoment());
  return useMutation<T, Error, Writing<P>>({
    mutationFn: (writing) => (past ? Promise.reject(inThePast()) : write<T, P>(route, writing, language)),
    onSuccess: async (_, { dryRun }) => {
      if (dryRun !== true) await queries.invalidateQueries();
    },
  });
};

interface Trying<P extends WriteRoute> extends Writing<P> {
  readonly enabled: boolean;
}

/**
 * What a write would come to, without writing it; asked again whenever what is asked changes. A refusal is the
 * `error`, with all its rules.
 */
export const useTrial = <T, P extends WriteRoute>(
  route: P,
  { enabled, ...writing }: Trying<P>,
): UseQueryResult<T> => {
  const { language } = useLanguage();
  return useQuery({
    queryKey: [route, writing, language, 'trial'],
    queryFn: () => write<T, P>(route, { ...writing, dryRun: true }, language),
    placeholderData: keepPreviousData,
    enabled,
  });
};
