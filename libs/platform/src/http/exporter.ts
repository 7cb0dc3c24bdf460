import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '#kernel';
import { PrintRoom, reportRows, UnprintedFile, type Note, type PrintOrder } from '#libs/documents';
import { Allowance } from './allowance.js';
import { CSV_TYPE, PDF_TYPE, type FileType } from './file-types.js';
import type { Listing } from './listing.js';
import { edgeRefusal } from './refusal.exception.js';
import type { OutgoingFile } from './send-file.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the answer is a file: what the access log keeps of it. */
    exported?: JsonObject;
  }
}

/** Rows of one file. */
export const MOST_EXPORTED = 5_000;
/** Somebody may write while a list is read; then it is read again, so that the file is of one position. */
const TRIES = 4;

/** Where files come from. */
export abstract class ExportSource {
  /** The end of the log, which the read models have reached. */
  abstract position(): Promise<number>;
  /** What a file says of the log at a position. */
  abstract notes(position: number): Promise<readonly Note[]>;
}

/** A file made of a list, and how long that list is. */
export interface ExportedFile extends OutgoingFile {
  readonly total: number;
  readonly onwards: boolean;
}

type Print = (order: PrintOrder) => Promise<Uint8Array>;

interface Made<T> {
  readonly value: T;
  readonly position: number;
}

/**
 * 导出：the one place where lists and reports become files. A file says from which position of the log it was made,
 * with which filters, for whom; the same question about the same position gives the same bytes, so no hour of
 * printing is in it: that stands in the access log, with the purpose.
 */
export class Exporter {
  private readonly allowance: Allowance;

  constructor(
    private readonly source?: ExportSource,
    perMinute = 0,
    private readonly make: Print = roomOfItsOwn(),
  ) {
    this.allowance = new Allowance(perMinute);
  }

  /** A file of this service, made where it keeps nobody else waiting. Errors: FILE_NOT_MADE. */
  async print(order: PrintOrder): Promise<Uint8Array> {
    try {
      return await this.make(order);
    } catch (error) {
      if (!(error instanceof UnprintedFile)) throw error;
      throw edgeRefusal('FILE_NOT_MADE', { trouble: error.trouble });
    }
  }

  /** Errors: EXPORT_TOO_LARGE for a whole list of too many rows; RATE_LIMITED; FILE_NOT_MADE. */
  async list(request: FastifyRequest, type: FileType, read: () => Promise<Listing>): Promise<ExportedFile> {
    this.pace(request);
    const { value, position } = await this.steady(request, read);
    const { items, total, onwards = false } = value;
    const whole = (request.query as { readonly whole?: string }).whole === 'true';
    if (whole && total > MOST_EXPORTED) throw edgeRefusal('EXPORT_TOO_LARGE', { total, most: MOST_EXPORTED });
    const name = nameOf(request);
    const notes = await this.notes(request, position, items.length);
    const bytes = await this.print(
      type === CSV_TYPE ? { form: 'CSV', items } : { form: 'LIST_BOOK', name, items, notes },
    );
    noted(request, position, { rows: items.length });
    return { name, type, bytes, total, onwards };
  }

  /** A report as a workbook or on paper under its title. Errors: RATE_LIMITED; FILE_NOT_MADE. */
  async report(
    request: FastifyRequest,
    { title, type }: { readonly title: string; readonly type: FileType },
    read: () => Promise<JsonObject>,
  ): Promise<OutgoingFile> {
    this.pace(request);
    const { value: report, position } = await this.steady(request, read);
    const rows = reportRows(report);
    const notes = await this.notes(request, position, rows);
    const form = type === PDF_TYPE ? 'REPORT_PAPER' : 'REPORT_BOOK';
    const bytes = await this.print({ form, title, report, notes });
    noted(request, position, { rows });
    return { name: nameOf(request), type, bytes };
  }

  /** What a file of one paper says of the log it was made from. */
  async origin(): Promise<readonly Note[]> {
    return this.source?.notes(await this.source.position()) ?? [];
  }

  /** Counts a file that is about to be made. Errors: RATE_LIMITED. */
  pace({ account }: FastifyRequest): void {
    const wait = account && this.allowance.take(account.id, Date.now());
    if (wait !== undefined) throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: wait });
  }

  /** Reads until nothing was written meanwhile; a busy log is taken at the position before the last reading. */
  private async steady<T>(request: FastifyRequest, read: () => Promise<T>): Promise<Made<T>> {
    const asked = knownPosition(request.query);
    if (this.source === undefined) return { value: await read(), position: asked ?? 0 };
    let position = await this.source.position();
    // A position the log has not reached asks for all there is.
    if (asked !== undefined && asked <= position) return { value: await read(), position: asked };
    let value = await read();
    for (let tries = 1; tries < TRIES; tries += 1) {
      const after = await this.source.position();
      if (after === position) break;
      position = after;
      value = await read();
    }
    return { value, position };
  }

  private async notes(request: FastifyRequest, position: number, rows: number): Promise<readonly Note[]> {
    const { purpose, ...filters } = request.query as Readonly<Record<string, string>>;
    return [
      ['内容', request.url.split('?', 1)[0] ?? ''],
      ['查询条件', new URLSearchParams(filters).toString() || '无'],
      ['行数', String(rows)],
      ['导出人', request.account?.id ?? ''],
      ['用途', purpose ?? ''],
      ...((await this.source?.notes(position)) ?? []),
    ];
  }
}

const roomOfItsOwn = (): Print => {
  const room = new PrintRoom();
  return (order) => room.print(order);
};

const knownPosition = (query: unknown): number | undefined => {
  const { knownAt } = query as { readonly knownAt?: string };
  const position = /^@(\d{1,15})$/.exec(knownAt ?? '')?.[1];
  return position === undefined ? undefined : Number(position);
};

const nameOf = ({ url }: FastifyRequest): string =>
  decodeURIComponent(new URL(url, 'http://list').pathname).split('/').at(-1) ?? 'list';

const noted = (request: FastifyRequest, position: number, more: JsonObject): void => {
  const { purpose } = request.query as { readonly purpose?: string };
  request.exported = { position, ...more, purpose: purpose ?? null };
};
