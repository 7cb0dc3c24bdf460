import {
  dateAt,
  fails,
  passes,
  type Instant,
  type JsonObject,
  type Pollutant,
  type RuleOutcome,
} from '#kernel';
import type { PolicyReader } from '#libs/policy';
import type { SuspendableAct } from '#contract/standing';
import type { StandingState, Suspension } from './standing.state.js';

/** Whether an order binds at a moment: from its effective moment on, and no longer from its lifting on. */
export const isInForce = (order: Suspension, at: Instant): boolean =>
  (order.status === 'ORDERED' || order.status === 'LIFTED') &&
  order.effectiveFrom <= at &&
  (order.liftedFrom === null || at < order.liftedFrom);

const byStart = (a: Suspension, b: Suspension): number => {
  if (a.effectiveFrom !== b.effectiveFrom) return a.effectiveFrom < b.effectiveFrom ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

interface Ending {
  readonly order: Suspension;
  readonly until: Instant;
}

const NOT_LIFTED = '9999-12-31T23:59:59.999Z' as Instant;
const lastFirst = (a: Ending, b: Ending): number => {
  if (a.until === b.until) return 0;
  return a.until < b.until ? 1 : -1;
};

/**
 * The orders of a place, the one that ends last first: so those long lifted are never looked at. Kept with them: every
 * draw asks for it, and they seldom change.
 */
const lists = new WeakMap<StandingState['suspensions'], readonly Ending[]>();
const endingsOf = (suspensions: StandingState['suspensions']): readonly Ending[] => {
  const known = lists.get(suspensions);
  if (known !== undefined) return known;
  const orders = [...suspensions.values()];
  const list = orders.map((order) => ({ order, until: order.liftedFrom ?? NOT_LIFTED })).toSorted(lastFirst);
  lists.set(suspensions, list);
  return list;
};

/**
 * The orders in force over a place, earliest first: its own, and under policy A6 `DOWN` those of its parents; a
 * park's order never reaches the county around it. `line` is the place itself, then its parents.
 */
export const ordersOver = (
  line: readonly StandingState[],
  at: Instant,
  policies: PolicyReader,
): readonly Suspension[] => {
  const reaching = policies<string>('suspension.cascade').value === 'DOWN' ? line : line.slice(0, 1);
  const orders: Suspension[] = [];
  for (const { suspensions } of reaching) {
    for (const { order, until } of endingsOf(suspensions)) {
      if (until <= at) break;
      if (isInForce(order, at)) orders.push(order);
    }
  }
  return orders.toSorted(byStart);
};

const covers = (order: Suspension, act: SuspendableAct, pollutants: readonly Pollutant[]): boolean =>
  order.acts.includes(act) &&
  (order.pollutants.length === 0 || order.pollutants.some((pollutant) => pollutants.includes(pollutant)));

/** An order as rule traces and answers show it. */
export const orderLine = (order: Suspension): JsonObject => ({
  suspensionId: order.id,
  place: order.place,
  orderNo: order.orderNo,
  acts: order.acts,
  pollutants: order.pollutants,
  effectiveFrom: order.effectiveFrom,
  liftedFrom: order.liftedFrom,
});

export interface SuspensionQuestion {
  readonly pollutants: readonly Pollutant[];
  readonly effectiveAt: Instant;
  readonly policies: PolicyReader;
}

/**
 * 暂停使用 (第九条、第十九条, policies A4 and A6), asked once and told for each act: fails when any order over the place
 * covers the act and one of the pollutants at the effective moment. Every such order is named; the one in force longest
 * leads.
 */
export const notSuspended = (
  line: readonly StandingState[],
  { pollutants, effectiveAt, policies }: SuspensionQuestion,
): ((act: SuspendableAct) => RuleOutcome) => {
  const inForce = ordersOver(line, effectiveAt, policies);
  const policyVersion = policies('suspension.cascade').version;
  return (act) => {
    const blocking = inForce.filter((order) => covers(order, act, pollutants));
    const asked = { place: line[0]?.place, act, effectiveAt, orders: blocking.map(orderLine) };
    const [leading] = blocking;
    if (leading === undefined) return passes('SUSPENDED', { inputs: asked, policyVersion });
    const { place, orderNo, effectiveFrom } = leading;
    const ground = { ...asked, place, orderNo, effectiveFrom: dateAt(effectiveFrom) };
    return fails('SUSPENDED', { inputs: ground, policyVersion });
  };
};
