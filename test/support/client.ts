import { randomUUID } from 'node:crypto';

/** Any JSON as a test reads it: every member may be asked for, what matters is asserted. */
export type Loose = string & number & boolean & { readonly [key: string]: Loose } & readonly Loose[];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Loose;
}

export interface Sending {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One officer at the service's door. Reads wait for what this client last wrote. */
export class Officer {
  private position: string | null = null;

  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const seen = this.position === null ? {} : { 'ledger-position': this.position };
    return answerOf(await fetch(this.base + path, { headers: { ...this.authorised(), ...seen, ...headers } }));
  }

  async post(path: string, body: object, { key = randomUUID(), headers = {} }: Sending = {}): Promise<Answer> {
    const response = await fetch(this.base + path, {
      method: 'POST',
      headers: { ...this.authorised(), 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      body: JSON.stringify(body),
    });
    this.position = response.headers.get('ledger-position') ?? this.position;
    return answerOf(response);
  }

  /** Lets this officer's reads wait for what another one wrote. */
  follow(other: Officer): this {
    this.position = other.position;
    return this;
  }

  private authorised(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Loose };
};

/** The offices of a service: signs officers in once and keeps them. */
export class Offices {
  private readonly officers = new Map<string, Promise<Officer>>();

  constructor(
    readonly url: string,
    private readonly password: string,
  ) {}

  /** By account, such as `county-clerk@320583`. */
  officer(username: string): Promise<Officer> {
    const known = this.officers.get(username);
    if (known) return known;
    const signedIn = this.signIn(username);
    this.officers.set(username, signedIn);
    return signedIn;
  }

  private async signIn(username: string): Promise<Officer> {
    const response = await fetch(`${this.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: this.password }),
    });
    const { accessToken } = (await response.json()) as { accessToken?: string };
    if (accessToken === undefined) throw new Error(`${username} could not sign in: ${response.status}`);
    return new Officer(`${this.url}/api/v1`, accessToken);
  }
}
