import { Dice } from './dice.js';
import { RULES, type Books } from './reference/books.js';
import { Reference, type Outcome } from './reference/reference.js';
import type { Data, Order } from './reference/orders.js';
import {
  dayOf,
  daysOn,
  kindOf,
  mediumOf,
  momentOf,
  monthsOn,
  PARENT,
  upwards,
  yearOf,
} from './reference/plain.js';

/** What somebody is about to order. */
export interface Draft {
  readonly type: string;
  readonly data: object;
  readonly role: string;
  readonly place: string;
  /** Who has taken part already, for the one in ten that is the same person again. */
  readonly before?: readonly string[];
}
export type Step = Omit<Draft, 'place' | 'before'>;
/** Something somebody could do now; nothing where the books give no occasion. */
export type Move = (story: Story) => Draft | undefined;

const PLACES: readonly (readonly [number, string])[] = [
  [8, '320581'],
  [5, 'park-changshu-dev'],
  [2, 'park-changshu-hitech'],
  [2, '320509'],
  [1, 'park-wujiang-dev'],
  [2, 'park-sip'],
];
const EVERYWHERE = ['320000', ...Object.keys(PARENT)];
const WATER: readonly [string, ...string[]] = ['COD', 'TN'];
const AIR: readonly [string, ...string[]] = ['VOCs'];
const NOBODY = 'nobody-filed-this';

/** Where an officer sits who acts on a place. */
const seatOf = (role: string, place: string): string => {
  if (role === 'province') return '320000';
  if (role === 'park-clerk' || !role.startsWith('county-')) return role === 'park-clerk' ? place : '320500';
  return upwards(place).find((one) => kindOf(one) === 'COUNTY') ?? '320500';
};

/** A sequence of orders in the making: it looks at the reference's books to reach what lies deep. */
export class Story {
  readonly script: Order[] = [];
  readonly outcomes: Outcome[] = [];
  readonly dice: Dice;
  readonly reference: Reference;
  /** Half of the stories never change a policy. */
  readonly changesPolicies: boolean;
  at = '2026-01-12T01:00:00.000Z';

  constructor(seed: number, rules = RULES) {
    this.dice = new Dice(seed);
    this.reference = new Reference(rules);
    this.changesPolicies = this.dice.chance(50);
  }

  get books(): Books {
    return this.reference.books;
  }
  get today(): string {
    return dayOf(this.at);
  }
  /** Where somebody owes for void quota, more often than by chance: the next deposit there pays. */
  place(): string {
    const owing = this.books.debts.filter(({ open }) => open > 0n);
    if (owing.length > 0 && this.dice.chance(20)) return this.dice.pick(owing)?.place ?? '';
    return this.dice.chance(2) ? (this.dice.pick(EVERYWHERE) ?? '') : this.dice.weighted(PLACES);
  }
  /** Some lines of different pollutants. */
  lines(line: (pollutant: string) => object): readonly object[] {
    const both = this.dice.chance(25);
    const first = this.dice.chance(60) ? this.dice.pick(WATER) : this.dice.pick(AIR);
    const second = mediumOf(first) === 'WATER' ? this.dice.pick(AIR) : this.dice.pick(WATER);
    return (both ? [first, second] : [first]).map(line);
  }
  decision(): string {
    return this.dice.weighted([
      [88, 'PASS'],
      [8, 'RETURN'],
      [4, 'REJECT'],
    ]);
  }
  /** Mostly the one asked for; now and then any, or one that is not there. */
  id(proper: string, all: readonly { readonly id: string }[]): string {
    if (this.dice.chance(3)) return this.dice.pick(all)?.id ?? NOBODY;
    return this.dice.chance(0.5) ? NOBODY : proper;
  }

  /** Time goes on, and somebody does something, or has no occasion to. */
  go(move: Move): void {
    this.#wait();
    const draft = move(this);
    if (draft === undefined) return;
    const commandId = `c${this.script.length + 1}`;
    const { type, data } = draft;
    const order: Order = { type, data: data as Data, actor: this.#somebody(draft), commandId, at: this.at };
    this.script.push(order);
    this.outcomes.push(this.reference.give(order));
  }

  #somebody({ role, place, before = [] }: Draft): Order['actor'] {
    const { dice } = this;
    const seat = dice.chance(2) ? (dice.pick(EVERYWHERE) ?? '') : seatOf(role, place);
    const odd = dice.chance(2)
      ? dice.pick(['office', 'province', 'county-clerk', 'element-air', 'element-water'] as const)
      : role;
    const same = dice.chance(4) ? dice.pick(before) : undefined;
    const own = same ?? `${odd}@${seat}`;
    const [deputy] = (dice.pick(before) ?? `deputy@${seat}`).split(' for ');
    const isDeputed = dice.chance(3) && !own.includes(' for ');
    return { id: isDeputed ? `${deputy} for ${own}` : own, roles: [odd], place: seat };
  }

  /** Time goes on: mostly not at all, sometimes to where a term ends. */
  #wait(): void {
    const { dice, today } = this;
    const year = yearOf(today);
    const holds = this.books.withdrawals.flatMap(({ expiresOn }) => expiresOn ?? []);
    const vouchers = this.books.withdrawals.flatMap(({ status, voucher }) =>
      status === 'VOUCHERED' || status === 'REGISTERED' ? (voucher?.validUntil ?? []) : [],
    );
    const start = (day: string | undefined): string => (day === undefined ? this.at : momentOf(day));
    const later = dice.weighted<() => string>([
      [90, () => this.at],
      [4, () => new Date(Date.parse(this.at) + dice.upTo(3_600_000)).toISOString()],
      [4, () => start(daysOn(today, 1 + dice.upTo(4)))],
      [1.5, () => start(daysOn(monthsOn(`${today.slice(0, 7)}-01`, 1), dice.upTo(2) - 1))],
      [0.4, () => start(dice.pick([`${year}-03-31`, `${year}-04-01`]))],
      [0.3, () => start(dice.pick([`${year}-12-31`, `${year + 1}-01-01`]))],
      [0.7, () => start(holds.map((day) => daysOn(day, dice.upTo(2)))[0])],
      [0.15, () => start(vouchers.map((day) => daysOn(day, dice.upTo(2)))[0])],
    ])();
    if (later > this.at) this.at = later;
  }
}
