import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useLanguage } from '../messages/language.js';
import { read, readPage, write, type Page, type Writing } from './client.js';
import type { Address, ReadRoute, WriteRoute } from './routes.js';

interface Asking extends Address {
  /** False while the question makes no sense yet. */
  readonly enabled?: boolean;
}

/** What a route answers, kept fresh. */
export const useRead = <T>(
  route: ReadRoute,
  { enabled = true, ...address }: Asking = {},
): UseQueryResult<T> => {
  const { language } = useLanguage();
  return useQuery({
    queryKey: [route, address, language],
    queryFn: () => read<T>(route, address, language),
    enabled,
  });
};

/** One page of a list; the page before stays while the next one comes. */
export const usePage = <T>(
  route: ReadRoute,
  { enabled = true, ...address }: Asking = {},
): UseQueryResult<Page<T>> => {
  const { language } = useLanguage();
  return useQuery({
    queryKey: [route, address, language, 'page'],
    queryFn: () => readPage<T>(route, address, language),
    placeholderData: keepPreviousData,
    enabled,
  });
};

/** A write; afterwards everything shown is asked for anew. */
export const useWrite = <T, P extends WriteRoute>(route: P) => {
  const { language } = useLanguage();
  const queries = useQueryClient();
  return useMutation<T, Error, Writing<P>>({
    mutationFn: (writing) => write<T, P>(route, writing, language),
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
