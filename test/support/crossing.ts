import {
  civilDateOf,
  instantOf,
  mgOf,
  propose,
  startOf,
  type Actor,
  type Decider,
  type Logged,
  type Milligram,
  type Tonnes,
} from '#kernel';
import type { TradeEvent } from '#contract/trade';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { decode, LedgerExecutor, type Accepted, type Clock, type EventStore } from '#libs/event-store';
import { leftOfTrade, tradeFold, type RecordTrade, type ReserveCrossing, type TradeState } from '#libs/trade';
import { judged } from './withdrawal.js';

/** Two ledgers side by side, and a place of each where somebody bought. */
export const [HERE, THERE] = [
  { ledger: '320000', place: '320583' },
  { ledger: '330000', place: '320509' },
] as const;
export type Side = typeof HERE | typeof THERE;

const SELLER = '91320583MA1DEM0013';
const BUYERS = { [HERE.place]: '91320583MA1XK2F47M', [THERE.place]: '91320509MA1DEM0021' } as const;
const body: Actor = { id: 'trade-org', roles: ['trade-org'], place: '320500' };

/** What happened before: both places met their targets, or nobody might buy across a border. */
const judge: Decider<{ readonly place: string }> = {
  command: 'Judge',
  decide: ({ data: { place } }) => ({
    ok: true,
    events: [propose(`standing-${place}`, judged(place, { quality: true, task: true }))],
    rules: [],
    answer: () => ({}),
  }),
};
const deciders = [...LEDGER_DECIDERS, judge] as readonly Decider<never>[] as readonly Decider[];

export const executorOf = (store: EventStore, { ledger }: Side, clock: Clock): LedgerExecutor =>
  new LedgerExecutor(store, { ledger, deciders, catalogue: LEDGER_EVENTS, clock });

let commands = 0;
/** One command of the trading organisation, which is not refused. */
const accepted = async (executor: LedgerExecutor, type: string, data: object): Promise<Accepted> => {
  commands += 1;
  const commandId = `crossing-${commands}`;
  const outcome = await executor.submit({ command: { type, data, actor: body, commandId } });
  if (!outcome.ok) throw new Error(`${type} was refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
};

/** A purchase of VOCs at a side's place, which may buy across a border too; the purchase's number. */
export const bought = async (executor: LedgerExecutor, { place }: Side, amount: string): Promise<string> => {
  const data: RecordTrade = {
    sellerUscc: SELLER,
    buyerUscc: BUYERS[place],
    place,
    sellerPlace: null,
    lines: [{ pollutant: 'VOCs', amount: amount as Tonnes }],
    termYears: 5,
    price: null,
    rulingNo: null,
  };
  await accepted(executor, 'Judge', { place });
  const { answer } = await accepted(executor, 'RecordTrade', data);
  return answer['tradeNo'] as string;
};

/** Sets an amount aside for the other side. */
export const reserved = (
  executor: LedgerExecutor,
  { tradeNo, amount, days }: { readonly tradeNo: string; readonly amount: string; readonly days: number },
): Promise<Accepted> => {
  const data: ReserveCrossing = {
    tradeNo,
    toLedger: THERE.ledger,
    toPlace: THERE.place,
    buyerUscc: BUYERS[THERE.place],
    lines: [{ pollutant: 'VOCs', amount: amount as Tonnes }],
    price: null,
    days,
  };
  return accepted(executor, 'ReserveCrossing', data);
};

/** The trades of a side as its log tells them. */
export const tradesOf = async (store: EventStore, { ledger, place }: Side): Promise<TradeState> => {
  const stream = `trade-${place}`;
  const stored = await store.readStreams(ledger, [stream], Number.MAX_SAFE_INTEGER);
  return stored
    .map((event) => decode(event, LEDGER_EVENTS) as Logged<TradeEvent>)
    .reduce((state, event) => tradeFold.evolve(state, event), tradeFold.initial(stream));
};

/** VOCs that a side has, in whichever purchase. */
export const heldBy = ({ trades }: TradeState): bigint =>
  trades.reduce((sum, trade) => sum + leftOfTrade(trade, 'VOCs'), 0n);

/** VOCs set aside here that the other side has not taken yet. */
export const onTheWay = (here: TradeState, there: TradeState): bigint =>
  here.trades
    .flatMap(({ crossings }) => crossings)
    .filter(({ crossingId, status }) => {
      const taken = there.arrivals.some((arrival) => arrival.crossingId === crossingId && arrival.taken);
      return status === 'RESERVED' && !taken;
    })
    .flatMap(({ lines }) => lines.map(({ amount }): Milligram => mgOf(amount)))
    .reduce((sum, amount) => sum + amount, 0n);

/** Some working day of 2026, in milliseconds. */
export const START = Date.parse(startOf(civilDateOf('2026-03-02')));
export const clockFrom = (now: () => number): Clock => ({ now: () => instantOf(now()) });
