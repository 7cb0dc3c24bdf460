import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Problem } from './answers.js';

/** A record of which a test reads what it knows to be there. */
export type Loose = Readonly<Record<string, unknown>>;

const API = '/api/v1';

/** What came back. `body` is the JSON as the caller expects it, `problem` the same as a refusal. */
export interface Answer<T = Loose> {
  readonly status: number;
  readonly headers: Headers;
  /** Of a file, as it came. */
  readonly bytes: Buffer;
  readonly text: string;
  readonly body: T;
  readonly problem: Problem;
}

export type Headed = Readonly<Record<string, string>>;

export interface Sending {
  readonly key?: string;
  readonly headers?: Headed;
}

/** A request as it goes over the wire, for those who write it themselves. */
export interface Request {
  readonly method: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Headed;
}

/** How far the log is known to have come; everybody at one service reads at least up to it. */
class Horizon {
  private position = 0;

  get headers(): Headed {
    return this.position === 0 ? {} : { 'ledger-position': String(this.position) };
  }

  /** Answers overtake each other, so only a later position counts. */
  reach(position: number): void {
    this.position = Math.max(this.position, position);
  }

  follow(other: Horizon): void {
    this.reach(other.position);
  }
}

/** One officer at the service's door. Reads wait for what anybody wrote through the same offices. */
export class Officer {
  constructor(
    private readonly base: string,
    private readonly token: string | null,
    private readonly horizon: Horizon,
  ) {}

  get<T = Loose>(path: string, headers: Headed = {}): Promise<Answer<T>> {
    return this.send(path, { method: 'GET', headers: { ...this.horizon.headers, ...headers } });
  }

  post<T = Loose>(
    path: string,
    body: object,
    { key = randomUUID(), headers = {} }: Sending = {},
  ): Promise<Answer<T>> {
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Tries a write out: `?dryRun=true`, which needs no key. */
  async dryRun<T = Loose>(path: string, body: object): Promise<Answer<T>> {
    return this.send(`${path}?dryRun=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async send<T = Loose>(path: string, { method, body, headers }: Request): Promise<Answer<T>> {
    const authorised = this.token === null ? {} : { authorization: `Bearer ${this.token}` };
    const sent = { method, headers: { ...authorised, ...headers }, ...(body !== undefined && { body }) };
    const answer = await exchange<T>(this.base + path, sent);
    if (method !== 'GET') this.horizon.reach(Number(answer.headers.get('ledger-position') ?? 0));
    return answer;
  }

  /** The same officer, signed in once, at the door of another process that serves the same ledger. */
  at(url: string): Officer {
    return new Officer(`${url}${API}`, this.token, this.horizon);
  }

  /** Lets reads wait for what was written through another service on the same database. */
  follow(other: Officer): this {
    this.horizon.follow(other.horizon);
    return this;
  }
}

const agent = new Agent({ keepAlive: true });

/**
 * One request and its answer, at a fraction of what `fetch` costs. Like it, says a lost connection with a
 * TypeError.
 */
const exchange = <T>(url: string, { method, body, headers = {} }: Request): Promise<Answer<T>> =>
  new Promise((resolve, reject) => {
    const lost = (cause: Error): void => reject(new TypeError('the connection was lost', { cause }));
    const sending = request(url, { method, headers, agent }, (response) => {
      read(response).then((bytes) => resolve(answerOf<T>(response, bytes)), lost);
    });
    sending.on('error', lost);
    sending.end(body);
  });

const read = async (response: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const answerOf = <T>({ statusCode = 0, headersDistinct }: IncomingMessage, bytes: Buffer): Answer<T> => {
  const text = bytes.toString('utf8');
  const headers = new Headers(
    Object.entries(headersDistinct).map(([name, values = []]): [string, string] => [name, values.join(', ')]),
  );
  const json = /json/.test(headers.get('content-type') ?? '') && text !== '';
  const body: unknown = json ? JSON.parse(text) : text;
  return { status: statusCode, headers, bytes, text, body: body as T, problem: body as Problem };
};

/** The offices of a service: signs officers in once and keeps them. */
export class Offices {
  private readonly officers = new Map<string, Promise<Officer>>();
  private readonly horizon = new Horizon();
  /** Somebody who has not signed in. */
  readonly stranger: Officer;

  constructor(
    readonly url: string,
    private readonly password: string,
  ) {
    this.stranger = new Officer(url + API, null, this.horizon);
  }

  /** By account, such as `county-clerk@320583`. */
  officer(username: string): Promise<Officer> {
    const known = this.officers.get(username);
    if (known) return known;
    const signedIn = this.signIn(username);
    this.officers.set(username, signedIn);
    return signedIn;
  }

  /** The position of the last event in the log. */
  async head(): Promise<number> {
    const response = await fetch(`${this.url}/health/ready`);
    return ((await response.json()) as { readonly head: number }).head;
  }

  private async signIn(username: string): Promise<Officer> {
    const credentials = { username, password: this.password };
    const { status, body } = await this.stranger.post<{ accessToken?: string }>('/auth/login', credentials);
    if (body.accessToken === undefined) throw new Error(`${username} could not sign in: ${status}`);
    return new Officer(this.url + API, body.accessToken, this.horizon);
  }
}
