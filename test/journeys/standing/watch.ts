import { dateAt, instantOf } from '#kernel';
import type { Rule, Withdrawal } from '../../support/answers.js';
import type { Answer, Officer } from '../../support/client.js';
import { applicationBody, bodyOf, CITY, demand, Journey, refusal } from '../../support/journey.js';
import type { TestService } from '../../support/service.js';

export interface Suspension {
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly acts: readonly string[];
  readonly orderNo: string | null;
  readonly effectiveFrom: string;
  readonly liftedFrom: string | null;
  readonly backDated: boolean;
}
export interface Identified {
  readonly id: string;
}
export interface Standing {
  readonly acts: readonly {
    readonly act: string;
    readonly open: boolean;
    readonly reasons: readonly Rule[];
  }[];
  readonly orders: readonly { readonly place: string; readonly orderNo: string }[];
}
export interface Reading {
  readonly id: string;
  readonly month: string;
  readonly status: string;
}
export interface Warning {
  readonly month: string;
  readonly level: string;
  readonly grounds: readonly string[];
  readonly readingIds: readonly string[];
}
export interface Bulk {
  readonly items: readonly {
    readonly accepted: boolean;
    readonly reading?: Reading;
    readonly problem?: { readonly code: string };
  }[];
}

export const ACTS = ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_LOCAL', 'CROSS_COUNTY_PURCHASE'];
export const PROVINCE_POOL = 'pool-320000';
/** A day of the demo year: nothing in these tests depends on the day they run. */
export const IN_YEAR = '2026-11-10';
export const today = (): string => dateAt(instantOf(Date.now()));

type Measured = { readonly value: string | number; readonly [member: string]: unknown };
export const reading = (place: string, month: string, { value, ...differing }: Measured) => ({
  place,
  month,
  medium: 'AIR',
  indicator: 'O3',
  value,
  unit: 'μg/m³',
  target: '160',
  lastYear: '150',
  valid: true,
  ...differing,
});

export const answered = (answer: Answer<Withdrawal>): string =>
  answer.status === 201 ? 'accepted' : refusal(answer);

export const openActs = ({ acts }: Standing): readonly string[] =>
  acts.filter(({ open }) => open).map(({ act }) => act);
export const failing = ({ acts }: Standing, code: string): readonly string[] =>
  acts
    .filter(({ reasons }) =>
      reasons.some(
        (rule) => rule.code === code && rule.outcome !== 'PASS' && rule.outcome !== 'NOT_APPLICABLE',
      ),
    )
    .map(({ act }) => act);

/** The offices that watch over the environment, at a service of the demo city. */
export class Watch {
  readonly journey: Journey;

  private constructor(
    readonly running: TestService,
    readonly monitoring: Officer,
    readonly lead: Officer,
  ) {
    this.journey = new Journey(running.offices);
  }

  static async at(running: TestService): Promise<Watch> {
    const { offices } = running;
    const monitoring = await offices.officer(`monitoring@${CITY}`);
    return new Watch(running, monitoring, await offices.officer(`bureau-lead@${CITY}`));
  }

  async measured(place: string, month: string, value: string): Promise<string> {
    return bodyOf(await this.monitoring.post<Reading>('/readings', reading(place, month, { value })), 201).id;
  }

  async proposed(
    place: string,
    {
      readingIds,
      ...differing
    }: { readonly readingIds?: readonly string[]; readonly [member: string]: unknown } = {},
  ): Promise<Suspension> {
    const body = {
      place,
      acts: ACTS,
      effectiveFrom: today(),
      reason: '示例：臭氧连续两月超标。',
      readingIds: readingIds ?? [await this.measured(place, '2026-03', '170')],
      orderNo: `示例环暂〔2026〕${place}号`,
      ...differing,
    };
    return bodyOf(await this.monitoring.post<Suspension>('/suspensions', body), 201);
  }

  async ordered(place: string, differing: Readonly<Record<string, unknown>> = {}): Promise<Suspension> {
    const { id } = await this.proposed(place, differing);
    return bodyOf(await this.lead.post<Suspension>(`/suspensions/${id}/order`, {}), 200);
  }

  async lifted(id: string, body: object = {}): Promise<Suspension> {
    return bodyOf(await this.lead.post<Suspension>(`/suspensions/${id}/lift`, body), 200);
  }

  /** An application for a little COD from one pool, or from whichever the rules choose. */
  async filing(place: string, pool: string | null, differing: object = {}): Promise<Answer<Withdrawal>> {
    const pools = pool === null ? {} : { pools: [pool] };
    const body = applicationBody(place, [demand('COD', '0.01')], { ...pools, ...differing });
    return (await this.journey.clerk(place)).post<Withdrawal>('/withdrawals', body);
  }

  async standing(place: string, query: string, reader: Officer = this.lead): Promise<Standing> {
    return bodyOf(await reader.get<Standing>(`/standing/${place}?${query}`), 200);
  }
}

/** Tests that belong together, told on one watch after another. */
export type Part = (at: () => Watch) => void;
