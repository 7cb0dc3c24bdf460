import {
  fails,
  propose,
  refuse,
  shape,
  type Decider,
  type DomainEvent,
  type EventCatalogue,
  type Fold,
  type Instant,
} from '#kernel';

/**
 * What crosses from one ledger to another, in the smallest domain there is: an amount leaves a pool here and comes to
 * one there. No transaction spans ledgers, so it is reserved here, taken there, then concluded here. Whether it is
 * taken is decided once, there, by that ledger's own clock: after the hour it is declined for good, and goes back.
 */
export type Filled = DomainEvent<'Filled', { readonly amount: number }>;
export type Reserved = DomainEvent<'Reserved', Crossing>;
export type Settled = DomainEvent<'Settled', Receipt>;
export type Returned = DomainEvent<'Returned', Receipt>;
export type Taken = DomainEvent<'Taken', Crossing>;
export type Declined = DomainEvent<'Declined', Crossing>;
export type CrossingEvent = Filled | Reserved | Settled | Returned | Taken | Declined;

export interface Crossing {
  readonly id: string;
  readonly amount: number;
  /** The last moment at which it may be taken. */
  readonly until: Instant;
}
/** Where the other ledger says what became of it, so that an auditor of both finds it. */
export interface Receipt {
  readonly id: string;
  readonly position: number;
}

export const crossingEvents: EventCatalogue<CrossingEvent> = {
  Filled: shape(1),
  Reserved: shape(1),
  Settled: shape(1),
  Returned: shape(1),
  Taken: shape(1),
  Declined: shape(1),
};

export interface Reserve {
  readonly available: number;
  readonly open: ReadonlyMap<string, Crossing>;
  readonly concluded: ReadonlyMap<string, 'SETTLED' | 'RETURNED'>;
}

const concluded = (state: Reserve, id: string, how: 'SETTLED' | 'RETURNED'): Reserve => ({
  available: state.available + (how === 'RETURNED' ? (state.open.get(id)?.amount ?? 0) : 0),
  open: new Map([...state.open].filter(([other]) => other !== id)),
  concluded: new Map([...state.concluded, [id, how]]),
});

/** The pool of a ledger: what it has, and what is on its way to another one. */
export const reserveFold: Fold<Reserve, CrossingEvent> = {
  prefix: 'reserve',
  initial: () => ({ available: 0, open: new Map(), concluded: new Map() }),
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'Filled':
      case 'Taken':
        return { ...state, available: state.available + data.amount };
      case 'Reserved': {
        const open = new Map([...state.open, [data.id, data]]);
        return { ...state, open, available: state.available - data.amount };
      }
      case 'Settled':
        return concluded(state, data.id, 'SETTLED');
      case 'Returned':
        return concluded(state, data.id, 'RETURNED');
      default:
        return state;
    }
  },
};

type Arrival = { readonly taken: boolean; readonly position: number } | undefined;
/** What a ledger answered to a crossing from elsewhere; it answers once. */
export const arrivalFold: Fold<Arrival, CrossingEvent> = {
  prefix: 'arrival',
  initial: () => undefined,
  evolve: (_, { type, position }) => ({ taken: type === 'Taken', position }),
};

const POOL = 'reserve';

const fill: Decider<{ readonly amount: number }> = {
  command: 'Fill',
  decide: ({ data }) => ({
    ok: true,
    events: [propose<Filled>(POOL, { type: 'Filled', data })],
    rules: [],
    answer: () => ({}),
  }),
};

/** Here: sets the amount aside. */
const reserve: Decider<Crossing> = {
  command: 'Reserve',
  decide: ({ data }, state) => {
    const { available, open, concluded: past } = state(reserveFold, '');
    const known = open.has(data.id) || past.has(data.id);
    if (!known && available < data.amount)
      return refuse({ code: 'INSUFFICIENT_QUOTA', params: {}, rules: [fails('INSUFFICIENT_QUOTA')] });
    const events = known ? [] : [propose<Reserved>(POOL, { type: 'Reserved', data })];
    return { ok: true, events, rules: [], answer: () => ({}) };
  },
};

/** There: takes it, or declines it for good once the hour is over; asked again it answers the same. */
const take: Decider<Crossing> = {
  command: 'Take',
  decide: ({ data, at }, state) => {
    const before = state(arrivalFold, data.id);
    if (before !== undefined) return { ok: true, events: [], rules: [], answer: () => ({ ...before }) };
    const taken = at <= data.until;
    const type = taken ? 'Taken' : 'Declined';
    const streams = taken ? [`arrival-${data.id}`, POOL] : [`arrival-${data.id}`];
    return {
      ok: true,
      events: streams.map((stream) => propose<Taken | Declined>(stream, { type, data })),
      rules: [],
      answer: ({ positions }) => ({ taken, position: positions[0] ?? 0 }),
    };
  },
};

/** Here: what the other ledger has answered is what becomes of it. */
const conclude: Decider<Receipt & { readonly taken: boolean }> = {
  command: 'Conclude',
  decide: ({ data: { id, position, taken } }, state) => {
    const { open } = state(reserveFold, '');
    const type = taken ? 'Settled' : 'Returned';
    const events = open.has(id) ? [propose<Settled | Returned>(POOL, { type, data: { id, position } })] : [];
    return { ok: true, events, rules: [], answer: () => ({}) };
  },
};

export const crossingDeciders = [
  fill,
  reserve,
  take,
  conclude,
] as readonly Decider<never>[] as readonly Decider[];
