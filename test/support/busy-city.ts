import { applicationBody, demand, linesOf, PASS, reductionBody } from './journey.js';
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
  ...COUNTIES.flatMap((place) =>
    ['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@${place}`),
  ),
  ...['element-water', 'element-air', 'office'].map((role) => `${role}@320500`),
];
export const BUSY_POOLS = [...COUNTIES.map((place) => `pool-${place}`), 'pool-320500', 'pool-320000'];

const POLLUTANTS = ['COD', 'NOx', 'VOCs'] as const;
interface Item {
  readonly id: string;
}

/**
 * One worker at its desk: whole procedures, one after another, until told to stop; whatever is refused ends
 * there.
 */
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

  /** From a filed reduction to lots; now and then another county claims the same reduction at the same moment. */
  private async stock(place: string): Promise<void> {
    const amount = this.amount(5);
    const amounts = { COD: amount, NOx: amount, VOCs: amount };
    const cut = reductionBody(place, amounts);
    const filing = (county: string): Order => ({
      account: `county-clerk@${county}`,
      path: '/reductions',
      body: (mark) => ({ ...cut, place: county, unit: { ...cut.unit, name: `示例企业${mark}` } }),
    });
    const claims = this.roll(4) === 0 ? [place, this.one(COUNTIES)] : [place];
    const filed = await Promise.all(claims.map((county) => this.client.send<Item>(filing(county))));
    const won = filed.findIndex(({ status }) => status === 201);
    const reductionId = filed[won]?.body.id;
    if (reductionId !== undefined)
      await this.deposit(claims[won] ?? place, { reductionId, lines: linesOf(amounts) });
  }

  private async deposit(place: string, claim: object): Promise<void> {
    const order = {
      account: `county-clerk@${place}`,
      path: '/deposits',
      body: (lateReason: string) => ({ ...claim, lateReason }),
    };
    const filed = await this.client.send<Item>(order);
    if (filed.status !== 201) return;
    const path = `/deposits/${filed.body.id}`;
    await this.steps([
      pass(`county-reviewer@${place}`, `${path}/first-review`),
      pass('element-water@320500', `${path}/element-review`, { medium: 'WATER' }),
      pass('element-air@320500', `${path}/element-review`, { medium: 'AIR' }),
      pass('office@320500', `${path}/approval`),
    ]);
  }

  /**
   * From an application to a voucher, and sometimes back; some want more than a pool holds, some took effect
   * earlier.
   */
  private async draw(place: string): Promise<void> {
    const wanted = this.roll(4) === 0 ? this.amount(40) : this.amount(2);
    const line = demand(this.one(POLLUTANTS), wanted);
    const effectiveOn = this.roll(4) === 0 ? '2026-11-10' : undefined;
    const filed = await this.client.send<Item>({
      account: `county-clerk@${place}`,
      path: '/withdrawals',
      body: (mark) =>
        applicationBody(place, [line], {
          pools: [`pool-${place}`],
          effectiveOn,
          project: { name: `示例${mark}` },
        }),
    });
    if (filed.status !== 201) return;
    const path = `/withdrawals/${filed.body.id}`;
    const approver = `county-approver@${place}`;
    const release = { account: approver, path: `${path}/release`, body: (reason: string) => ({ reason }) };
    const end = this.roll(4);
    await this.steps([
      pass(`county-reviewer@${place}`, `${path}/first-review`),
      ...(end === 0 ? [] : [pass(approver, `${path}/approval`)]),
      ...(end === 3 ? [] : [release]),
    ]);
  }

  private async steps(orders: readonly Order[]): Promise<void> {
    for (const order of orders) {
      if (this.stopped() || (await this.client.send(order)).status !== 200) return;
    }
  }

  private one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.roll(choices.length)] ?? choices[0];
  }

  /** Less than `tonnes` t/a and never nothing, with decimals down to the milligram. */
  private amount(tonnes: number): string {
    return `${this.roll(tonnes)}.${String(this.roll(999_999_999) + 1).padStart(9, '0')}`;
  }
}

const pass = (account: string, path: string, more: object = {}): Order => ({
  account,
  path,
  body: (mark) => ({ ...PASS, opinion: mark, ...more }),
});

/** A busy city: several desks at once, until `stop`, which waits for the answers still due. */
export class BusyCity {
  #stopped = false;
  readonly #desks: Promise<unknown>;

  constructor(client: SteadfastClient, { seed, desks }: { readonly seed: number; readonly desks: number }) {
    const at = (_: unknown, index: number): Promise<void> =>
      new Desk(client, dice(seed * 1_000 + index), () => this.#stopped).work();
    this.#desks = Promise.all(Array.from({ length: desks }, at));
    // Whoever waits for `stop` hears of a desk that gave up.
    this.#desks.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#desks;
  }
}
