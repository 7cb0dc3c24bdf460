import { Caller, type Door, type Reply, signedIn } from '../../../../../test/support/identity.js';

export interface Asked {
  readonly id: string;
  readonly firstHalf: string;
}
export interface Listed {
  readonly id: string;
  readonly username: string;
  readonly roles: string[];
  readonly status: string;
  readonly person: unknown;
  readonly change: { readonly kind: string } | null;
}

/** Status and code of a reply. */
export const saidOf = ({ status, code }: Pick<Reply, 'status' | 'code'>): string =>
  [status, code].join(' ').trim();

/** The three administrators of a city and one of its officers, signed in at one door. */
export class Administrators {
  readonly system: Caller;
  readonly security: Caller;
  readonly audit: Caller;
  readonly clerk: Caller;

  private constructor(
    readonly door: Door,
    [system, security, audit, clerk]: readonly [Caller, Caller, Caller, Caller],
  ) {
    this.system = system;
    this.security = security;
    this.audit = audit;
    this.clerk = clerk;
  }

  static async at(door: Door): Promise<Administrators> {
    const signed = (role: string): Promise<Caller> => signedIn(door, { username: `${role}@320500` });
    const four = [
      signed('system-admin'),
      signed('security-admin'),
      signed('audit-admin'),
      signed('office'),
    ] as const;
    return new Administrators(door, await Promise.all(four));
  }

  /** Asks for an account. */
  ask(username: string, differing: object = {}): Promise<Reply<Asked>> {
    const terms = { username, roles: ['county-clerk'], place: '320583', ...differing };
    return this.system.post<Asked>('/accounts', terms);
  }

  decide(by: Caller, id: string, decision = 'PASS'): Promise<Reply<{ readonly secondHalf?: string }>> {
    return by.post<{ readonly secondHalf?: string }>(`/accounts/${id}/confirmation`, { decision });
  }

  async shown(by: Caller, id: string): Promise<Listed> {
    return (await by.get<Listed>(`/accounts/${id}`)).body;
  }

  /** An account made by both, not yet used. */
  async made(
    username: string,
    differing: object = {},
  ): Promise<{ readonly id: string; readonly password: string }> {
    const { id, firstHalf } = (await this.ask(username, differing)).body;
    const { secondHalf } = (await this.decide(this.security, id)).body;
    return { id, password: `${firstHalf}-${secondHalf}` };
  }
}

/** Tests of one kind, at the door that is open when they run. */
export type Part = (the: () => Administrators) => void;
