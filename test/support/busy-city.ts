import { sha256Hex, usccCheckCharacter } from '#kernel';
import type { Answer } from './client.js';
import type { Order, SteadfastClient } from './steadfast-client.js';

/** A source of whole numbers that gives the same ones for the same seed (mulberry32). */
export type Dice = (below: number) => number;
export const dice = (seed: number): Dice => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const COUNTIES = ['320583', '320585', '320509'] as const;
/** What anybody in this city signs in as. */
export const BUSY_ACCOUNTS = [
  ...COUNTIES.flatMap((place) => ['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@${place}`)),
  ...['element-water', 'element-air', 'office'].map((role) => `${role}@320500`),
];
export const BUSY_POOLS = [...COUNTIES.map((place) => `pool-${place}`), 'pool-320500', 'pool-320000'];

const POLLUTANTS = ['COD', 'NOx', 'VOCs'] as const;
const unitOf = (place: string, serial: number): string => {
  const digits = `91${place}MB1${String(serial).padStart(6, '0')}`;
  return digits + usccCheckCharacter(digits);
};

/** One worker at its desk: whole procedures, one after another, until told to stop; whatever is refused ends there. */
class Desk {
  constructor(
    private readonly client: SteadfastClient,
    private readonly roll: Dice,
    private readonly stopped: () => boolean,
  ) {}

  async work(): Promise<void> {
    while (!this.stopped()) {
      const place = this.one(COUNTIES);
      if (this.roll(3) === 0) await this.stock(place);
      else await this.draw(place);
    }
  }

  /** From a filed reduction to lots; now and then another county claims the same reduction. */
  private async stock(place: string): Promise<void> {
    const amount = this.amount(5_000);
    const filing = reductionFiling(place, { amount, serial: this.roll(1_000_000) });
    const claims = this.roll(4) === 0 ? [place, this.one(COUNTIES)] : [place];
    const filed = await Promise.all(claims.map((county) => this.send(filing(county))));
    const reductionId = filed.find(({ status }) => status === 201)?.body.id;
    if (reductionId === undefined) return;
    const lines = POLLUTANTS.map((pollutant) => ({ pollutant, amount }));
    const owner = claims[filed.findIndex(({ status }) => status === 201)] ?? place;
    const deposit = await this.send({
      account: `county-clerk@${owner}`,
      path: '/deposits',
      body: (mark) => ({ reductionId, lines, lateReason: mark }),
    });
    if (deposit.status !== 201) return;
    const path = `/deposits/${deposit.body.id}`;
    await this.steps([
      pass(`county-reviewer@${owner}`, `${path}/first-review`),
      pass('element-water@320500', `${path}/element-review`, { medium: 'WATER' }),
      pass('element-air@320500', `${path}/element-review`, { medium: 'AIR' }),
      pass('office@320500', `${path}/approval`),
    ]);
  }

  /** From an application to a voucher, and sometimes back; some want more than a pool holds. */
  private async draw(place: string): Promise<void> {
    const postDischarge = this.roll(4) === 0 ? this.amount(40_000) : this.amount(2_000);
    const filed = await this.send({
      account: `county-clerk@${place}`,
      path: '/withdrawals',
      body: (mark) => application(place, { mark, postDischarge, pollutant: this.one(POLLUTANTS) }),
    });
    if (filed.status !== 201) return;
    const path = `/withdrawals/${filed.body.id}`;
    const release = { account: `county-approver@${place}`, path: `${path}/release`, body: (reason: string) => ({ reason }) };
    const end = this.roll(4);
    await this.steps([
      pass(`county-reviewer@${place}`, `${path}/first-review`),
      ...(end === 0 ? [] : [pass(`county-approver@${place}`, `${path}/approval`)]),
      ...(end === 3 ? [] : [release]),
    ]);
  }

  private async steps(orders: readonly Order[]): Promise<void> {
    for (const order of orders) {
      if (this.stopped() || (await this.send(order)).status !== 200) return;
    }
  }

  private send(order: Order): Promise<Answer> {
    return this.client.send(order);
  }

  private one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.roll(choices.length)] ?? choices[0];
  }

  /** At least a thousandth of a tonne, with decimals down to the milligram, in t/a. */
  private amount(thousandths: number): string {
    const rest = String(this.roll(999_999) + 1).padStart(6, '0');
    return `0.${String(this.roll(999) + 1).padStart(3, '0')}${rest}`.replace(/^0/, String(this.roll(thousandths) % 40));
  }
}

const pass = (account: string, path: string, more: object = {}): Order => ({
  account,
  path,
  body: (mark) => ({ decision: 'PASS', opinion: mark, ...more }),
});

/** One cut as any county would file it. */
const reductionFiling =
  (home: string, { amount, serial }: { readonly amount: string; readonly serial: number }) =>
  (place: string): Order => {
    const uscc = unitOf(home, serial);
    return {
      account: `county-clerk@${place}`,
      path: '/reductions',
      body: (mark) => ({
        unit: { uscc, name: `示例企业${mark}` },
        permitNo: `${uscc}001P`,
        facility: `${serial}# 示例生产线`,
        measure: 'DEEP_TREATMENT',
        fundingSource: 'OWN',
        formedOn: '2026-03-31',
        permitChangedOn: '2026-04-30',
        place,
        guide: { id: '主要污染物总量减排核算技术指南', version: '2022' },
        lines: POLLUTANTS.map((pollutant) => ({ pollutant, verified: amount })),
        mrv: { monitorable: true, reportable: true, countable: true, verifiable: true },
        evidence: [{ name: '示例-核算报告.pdf', sha256: sha256Hex(`${home} ${serial}`) }],
      }),
    };
  };

interface Wanted {
  readonly mark: string;
  readonly pollutant: string;
  readonly postDischarge: string;
}
/** A project that draws on its own county's pool. */
export const application = (place: string, { mark, pollutant, postDischarge }: Wanted): object => ({
  project: {
    code: `2603-${place}-89-01-936298`,
    name: `示例项目${mark}`,
    uscc: unitOf(place, 1),
    place,
    industry: 'C2929',
    type: 'NEW',
  },
  path: 'POOL',
  pools: [`pool-${place}`],
  lines: [{ pollutant, postDischarge, baseline: { basis: 'NONE', amount: '0' } }],
});

/** A busy city: several desks at once, until `stop`, which waits for the answers still due. */
export class BusyCity {
  #stopped = false;
  readonly #desks: Promise<unknown>;

  constructor(client: SteadfastClient, { seed, desks }: { readonly seed: number; readonly desks: number }) {
    const at = (_: unknown, index: number): Promise<void> =>
      new Desk(client, dice(seed * 1_000 + index), () => this.#stopped).work();
    this.#desks = Promise.all(Array.from({ length: desks }, at));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#desks;
  }
}
