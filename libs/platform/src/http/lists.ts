import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { JsonObject } from '#kernel';
import { csvOf } from './csv.js';
import { invalidField } from './faults.js';
import { Text, WholeText } from './fields.js';

const DEFAULT_PER_PAGE = 50;
export const MAX_PER_PAGE = 200;
const CSV_TYPE = 'text/csv';

/** The query every list takes; filters are fields of a class that extends this one. */
export class ListQuery {
  @WholeText({ min: 1, max: 1_000_000, optional: true })
  readonly page: number = 1;

  @WholeText({ min: 1, max: MAX_PER_PAGE, optional: true })
  readonly perPage: number = DEFAULT_PER_PAGE;

  @Text({ optional: true, description: 'Field names separated by commas, each with - for descending.' })
  readonly sort?: string;
}

/** One page of a list, and how many entries the whole list has. */
export interface Listing {
  readonly items: readonly JsonObject[];
  readonly total: number;
  /** Figures over the whole list, shown beside the items where JSON is asked for. */
  readonly figures?: JsonObject;
}

export interface SortKey<F extends string = string> {
  readonly field: F;
  readonly descending: boolean;
}

/** The order asked for, such as `-filedOn,place`; a field outside `allowed` or named twice is refused with 400. */
export const sortOf = <F extends string>(
  sort: string | undefined,
  allowed: readonly F[],
): readonly SortKey<F>[] => {
  const seen = new Set<string>();
  return (sort?.split(',') ?? []).map((part) => {
    const name = part.replace(/^-/, '');
    const known = allowed.find((candidate) => candidate === name);
    if (known === undefined || seen.has(name)) {
      throw invalidField('sort', { rule: 'NOT_ONE_OF', params: { allowed: allowed.join(' ') } });
    }
    seen.add(name);
    return { field: known, descending: part.startsWith('-') };
  });
};

/** How many entries come before the page and how many it holds. */
export const windowOf = ({
  page,
  perPage,
}: ListQuery): { readonly offset: number; readonly limit: number } => ({
  offset: (page - 1) * perPage,
  limit: perPage,
});

/** Cuts the page out of a list held in memory. */
export const listed = (items: readonly JsonObject[], query: ListQuery): Listing => {
  const { offset, limit } = windowOf(query);
  return { items: items.slice(offset, offset + limit), total: items.length };
};

/** Whether a file is wanted rather than JSON. */
export const wantsCsv = (accept: string | undefined): boolean =>
  (accept ?? '')
    .slice(0, 500)
    .split(',')
    .some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === CSV_TYPE);

/**
 * Marks a handler that returns a `Listing`: answers `{items}` with `X-Total-Count` and `Link`, or the same page as a
 * CSV file when `Accept` names `text/csv`.
 */
export const Lists = (): MethodDecorator =>
  applyDecorators(UseInterceptors(ListInterceptor), ApiProduces('application/json', CSV_TYPE));

@Injectable()
export class ListInterceptor implements NestInterceptor<Listing, JsonObject | string> {
  intercept(context: ExecutionContext, next: CallHandler<Listing>): Observable<JsonObject | string> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next.handle().pipe(map((listing) => pageOf(listing, request, reply)));
  }
}

const pageOf = (
  { items, total, figures }: Listing,
  request: FastifyRequest,
  reply: FastifyReply,
): JsonObject | string => {
  const links = linksOf(request.url, total);
  void reply.header('x-total-count', String(total)).header('vary', 'accept');
  if (links !== '') void reply.header('link', links);
  if (!wantsCsv(request.headers.accept)) return { items, ...figures };
  const name = new URL(request.url, 'http://list').pathname.split('/').at(-1) ?? 'list';
  void reply
    .type(`${CSV_TYPE}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${name}.csv"`);
  return csvOf(items);
};

/** RFC 8288 links to the first, previous, next and last page; relative, so they hold behind any proxy. */
export const linksOf = (target: string, total: number): string => {
  const url = new URL(target, 'http://list');
  const page = Number(url.searchParams.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(total / Number(url.searchParams.get('perPage') ?? DEFAULT_PER_PAGE)));
  const to = (rel: string, number: number): string => {
    url.searchParams.set('page', String(number));
    return `<${url.pathname}${url.search}>; rel="${rel}"`;
  };
  return [
    to('first', 1),
    ...(page > 1 ? [to('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [to('next', page + 1)] : []),
    to('last', last),
  ].join(', ');
};
