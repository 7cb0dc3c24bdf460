import { session } from '../session/session.js';
import { offline, Problem, type ProblemBody } from './problem.js';
import { addressOf, type Address, type BodyOf, type ReadRoute, type WriteRoute } from './routes.js';

/** How far this browser knows the log to have come; its reads wait for that position, so it sees its own acts. */
let horizon = 0;
/** The log is known to have come as far as this. */
export const sawPosition = (position: number): void => {
  horizon = Math.max(horizon, position);
};

/** How far the log had come when this browser first read of it: what came later may be missing from what it shows. */
let firstRead: number | undefined;
export const readFrom = (): number | undefined => firstRead;

const headersOf = (language: string): Headers => {
  const headers = new Headers({ accept: 'application/json', 'accept-language': language });
  const token = session.token();
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  return headers;
};

const send = async (url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, init).catch(() => {
    throw offline();
  });
  if (response.ok) {
    const reached = response.headers.get('ledger-position');
    if (reached !== null) firstRead ??= Number(reached);
    return response;
  }
  const isProblemDocument = response.headers.get('content-type')?.includes('json') === true;
  if (!isProblemDocument) throw offline();
  const problem = new Problem((await response.json()) as ProblemBody);
  if (response.status === 401 && session.token() !== undefined) session.end();
  throw problem;
};

/** Asks; answers what the service said and throws a `Problem` where it said no. */
export const read = async <T>(route: ReadRoute, address: Address, language: string): Promise<T> => {
  const headers = headersOf(language);
  if (horizon > 0) headers.set('ledger-position', String(horizon));
  return (await (await send(addressOf(route, address), { headers })).json()) as T;
};

/** A list with how many rows there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Asks for one page of a list. */
export const readPage = async <T>(route: ReadRoute, address: Address, language: string): Promise<Page<T>> => {
  const headers = headersOf(language);
  if (horizon > 0) headers.set('ledger-position', String(horizon));
  const response = await send(addressOf(route, address), { headers });
  const body = (await response.json()) as { readonly items: readonly T[] };
  return { ...body, total: Number(response.headers.get('x-total-count') ?? body.items.length) };
};

/** Kinds of files there are, by how their names end. */
const FILE_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;
export type FileKind = keyof typeof FILE_TYPES;

/** What a route gives as a file, of a kind where it has several; nothing while it is still being made (202). */
export const readFile = async (
  route: ReadRoute,
  address: Address,
  { language, kind }: { readonly language: string; readonly kind?: FileKind },
): Promise<Blob | undefined> => {
  const headers = headersOf(language);
  if (kind !== undefined) headers.set('accept', FILE_TYPES[kind]);
  if (horizon > 0) headers.set('ledger-position', String(horizon));
  const response = await send(addressOf(route, address), { headers });
  return response.status === 202 ? undefined : response.blob();
};

/** Sends a sheet as it is; what it is called says what it is. */
export const upload = async <T>(
  route: WriteRoute,
  { file, ...address }: Address & { readonly file: File },
  language: string,
): Promise<T> => {
  const headers = headersOf(language);
  headers.set('content-type', FILE_TYPES[file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx']);
  const response = await send(addressOf(route, address), { method: 'POST', headers, body: file });
  return (await response.json()) as T;
};

export interface Writing<P extends WriteRoute> extends Address {
  readonly body: BodyOf<P>;
  /** Tries the write out: the whole verdict, nothing written. */
  readonly dryRun?: boolean;
}

const KEY_BYTES = 16;
/** A key nobody has used; also on plain HTTP inside an office, where browsers offer no UUID. */
const freshKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** Writes once: the key is made here, so a repeated click or a retry of the browser cannot act twice. */
export const write = async <T, P extends WriteRoute>(
  route: P,
  { body, dryRun = false, ...address }: Writing<P>,
  language: string,
): Promise<T> => {
  const headers = headersOf(language);
  headers.set('content-type', 'application/json');
  headers.set('idempotency-key', freshKey());
  const query = { ...address.query, ...(dryRun && { dryRun: 'true' }) };
  const url = addressOf(route, { ...address, query });
  const response = await send(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!dryRun) sawPosition(Number(response.headers.get('ledger-position') ?? 0));
  return (response.status === 204 ? undefined : await response.json()) as T;
};
