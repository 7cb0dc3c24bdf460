import {
  fails,
  instantOf,
  passes,
  propose,
  refuse,
  shape,
  type Decider,
  type DomainEvent,
  type EventCatalogue,
  type Fold,
  type RefusalCode,
} from '#kernel';
import type { Clock } from '../clock.js';
import type { Submission } from '../executor/index.js';

/** The smallest domain that can be overdrawn: pools that are credited and drawn in whole numbers. */
export type Credited = DomainEvent<'Credited', { readonly amount: number; readonly note?: string }>;
export type Drawn = DomainEvent<'Drawn', { readonly amount: number }>;
export type ToyEvent = Credited | Drawn;

/** `Credited` had its amount as `sum` once. */
export const toyEvents: EventCatalogue<ToyEvent> = {
  Credited: shape(2, { 1: ({ sum }: { sum: number }) => ({ amount: sum }) }),
  Drawn: shape(1),
};

export const toyPool: Fold<number, ToyEvent> = {
  prefix: 'pool',
  initial: () => 0,
  evolve: (balance, { type, data }) => (type === 'Credited' ? balance + data.amount : balance - data.amount),
};
const purse: Fold<number, ToyEvent> = { ...toyPool, prefix: 'purse' };

interface Order {
  readonly pools: readonly string[];
  readonly amount: number;
  readonly note?: string;
}

const credit: Decider<Order> = {
  command: 'Credit',
  decide: ({ data: { pools, amount, note } }) => {
    if (amount < 0) return refuse({ code: 'COMPONENT_SUM_MISMATCH', params: {}, rules: [] });
    const data = note === undefined ? { amount } : { amount, note };
    const events = pools.map((pool) => propose<Credited>(`pool-${pool}`, { type: 'Credited', data }));
    return { ok: true, events, rules: [], answer: ({ positions }) => ({ positions }) };
  },
};

const draw: Decider<Order> = {
  command: 'Draw',
  decide: ({ data: { pools, amount } }, state) => {
    state.expect(toyPool, pools);
    const short = pools.filter((pool) => state(toyPool, pool) < amount);
    if (short.length > 0) {
      return refuse({
        code: 'INSUFFICIENT_QUOTA',
        params: { short },
        rules: [fails('INSUFFICIENT_QUOTA', { inputs: { amount } })],
      });
    }
    const events = pools.map((pool) => propose<Drawn>(`pool-${pool}`, { type: 'Drawn', data: { amount } }));
    const left = pools.map((pool) => state(toyPool, pool) - amount);
    return { ok: true, events, rules: [passes('INSUFFICIENT_QUOTA')], answer: () => ({ left }) };
  },
};

/** Draws from a pool that only another stream knows by number, so that one state has to be read before the next. */
const drawVia: Decider<{ readonly purse: string }> = {
  command: 'DrawVia',
  decide: ({ data, ...command }, state) => {
    const pools = [`number-${state(purse, data.purse)}`];
    return draw.decide({ ...command, data: { pools, amount: 1 } }, state);
  },
};

const fill: Decider<{ readonly purse: string; readonly amount: number }> = {
  command: 'Fill',
  decide: ({ data: { purse: id, amount } }) => {
    const events = [propose<Credited>(`purse-${id}`, { type: 'Credited', data: { amount } })];
    return { ok: true, events, rules: [], answer: () => ({}) };
  },
};

const find: Decider<Order> = {
  command: 'Find',
  decide: ({ data: { pools } }, state) => {
    const missing = pools.filter((pool) => state(toyPool, pool) === 0);
    if (missing.length > 0)
      return refuse({ code: 'NOT_FOUND', params: { subject: missing.join() }, rules: [] });
    return { ok: true, events: [], rules: [], answer: () => ({ found: pools }) };
  },
};

const deny: Decider<{ readonly code: RefusalCode }> = {
  command: 'Deny',
  decide: ({ data: { code } }) => refuse({ code, params: {}, rules: [] }),
};

const spoil: Decider = {
  command: 'Spoil',
  decide: () => {
    throw new TypeError('this decider is broken');
  },
};

/** Proposes data that cannot be written as JSON. */
const garble: Decider = {
  command: 'Garble',
  decide: () => ({
    ok: true,
    events: [{ stream: 'pool-a', type: 'Credited', data: { amount: 1n } }],
    rules: [],
    answer: () => ({}),
  }),
};

export const toyDeciders: readonly Decider[] = [
  credit,
  draw,
  drawVia,
  fill,
  find,
  deny,
  spoil,
  garble,
] as readonly Decider[];

/** Starts in 2026 and goes on by a millisecond each time it is asked. */
export class ToyClock implements Clock {
  #milliseconds = Date.UTC(2026, 0, 1);

  now(): ReturnType<typeof instantOf> {
    this.#milliseconds += 1;
    return instantOf(this.#milliseconds);
  }
}

let commands = 0;

/** A command with an id of its own, given by an officer of 320583. */
export const order = (type: string, data: unknown, rest: Omit<Submission, 'command'> = {}): Submission => {
  commands += 1;
  const actor = { id: 'officer', roles: ['office'] as const, place: '320583' };
  return { command: { type, data, actor, commandId: `command-${commands}` }, ...rest };
};
