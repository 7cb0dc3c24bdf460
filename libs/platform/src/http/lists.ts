import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  Optional,
  UseInterceptors,
} from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, lastValueFrom, map, type Observable } from 'rxjs';
import type { JsonObject } from '#kernel';
import { Exporter, MOST_EXPORTED } from './exporter.js';
import { invalidField } from './faults.js';
import { OneOf, Text, WholeText } from './fields.js';
import { CSV_TYPE, fileWanted, XLSX_TYPE } from './file-types.js';
import type { Listing } from './listing.js';
import { sendFile } from './send-file.js';

const DEFAULT_PER_PAGE = 50;
export const MAX_PER_PAGE = 200;

/** What every question takes whose answer may be a file. */
export class FileQuery {
  @Text({ optional: true, description: 'What a file is taken for; kept in the access log.' })
  readonly purpose?: string;
}

/** The query of a list of which all can be had as one file. */
export class WholeQuery extends FileQuery {
  @OneOf(['true', 'false'], { optional: true, description: 'The whole list rather than a page; files only.' })
  readonly whole?: string;
}

/** The query every list takes; filters are fields of a class that extends this one. */
export class ListQuery extends WholeQuery {
  @WholeText({ min: 1, max: 1_000_000, optional: true })
  readonly page: number = 1;

  @WholeText({ min: 1, max: MAX_PER_PAGE, optional: true })
  readonly perPage: number = DEFAULT_PER_PAGE;

  @Text({ optional: true, description: 'Field names separated by commas, each with - for descending.' })
  readonly sort?: string;
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
  whole,
}: ListQuery): { readonly offset: number; readonly limit: number } =>
  whole === 'true' ? { offset: 0, limit: MOST_EXPORTED } : { offset: (page - 1) * perPage, limit: perPage };

/** Cuts the page out of a list held in memory. */
export const listed = (items: readonly JsonObject[], query: ListQuery): Listing => {
  const { offset, limit } = windowOf(query);
  return { items: items.slice(offset, offset + limit), total: items.length };
};

/**
 * Marks a handler that returns a `Listing`: answers `{items}` with `X-Total-Count` and `Link`, or the same page as a
 * CSV or xlsx file when `Accept` names one of them; with `whole=true` all of the list.
 */
export const Lists = (): MethodDecorator =>
  applyDecorators(UseInterceptors(ListInterceptor), ApiProduces('application/json', CSV_TYPE, XLSX_TYPE));

@Injectable()
export class ListInterceptor implements NestInterceptor<Listing, JsonObject | Buffer> {
  private readonly exporter: Exporter;

  constructor(@Optional() exporter?: Exporter) {
    this.exporter = exporter ?? new Exporter();
  }

  intercept(context: ExecutionContext, next: CallHandler<Listing>): Observable<JsonObject | Buffer> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const type = fileWanted(request.headers.accept, [CSV_TYPE, XLSX_TYPE]);
    if (type === undefined) return next.handle().pipe(map((listing) => pageOf(listing, request, reply)));
    return defer(async () => {
      const list = (): Promise<Listing> => lastValueFrom(next.handle());
      const file = await this.exporter.list(request, type, list);
      described(file, request, reply);
      return sendFile(reply, file);
    });
  }
}

const described = (
  { total, onwards = false }: Pick<Listing, 'total' | 'onwards'>,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  void reply.header('vary', 'accept');
  if (onwards) return;
  void reply.header('x-total-count', String(total)).header('link', linksOf(request.url, total));
};

const pageOf = (listing: Listing, request: FastifyRequest, reply: FastifyReply): JsonObject => {
  if ((request.query as Partial<ListQuery>).whole === 'true')
    throw invalidField('whole', { rule: 'NOT_ONE_OF', params: { allowed: 'false' } });
  described(listing, request, reply);
  return { items: listing.items, ...listing.figures };
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
