import type { Decider } from '#kernel';
import { Product } from './product.js';
import { RULES } from './reference/books.js';
import { Reference, type Outcome } from './reference/reference.js';
import type { Order } from './reference/orders.js';

/** Two tellings of one order that do not agree. */
export interface Difference {
  /** Which order of the script; past its end for the closing of the books. */
  readonly at: number;
  readonly what: string;
}
export interface Sides {
  readonly deciders: readonly Decider[];
  readonly rules?: typeof RULES;
  readonly batch: number;
  /** What the reference has said already, so that it need not be asked again. */
  readonly told?: { readonly reference: Reference; readonly outcomes: readonly Outcome[] };
}
export interface Compared {
  readonly outcomes: readonly Outcome[];
  readonly difference: Difference | undefined;
}

/** Where the second value is not what the first says; what the first leaves out is not looked at. */
export const mismatch = (expected: unknown, actual: unknown, path = ''): string | undefined => {
  if (typeof expected !== 'object' || expected === null)
    return Object.is(expected, actual)
      ? undefined
      : `${path}: ${JSON.stringify(expected)} by the reference, ${JSON.stringify(actual)} by the product`;
  const other = (actual ?? {}) as Record<string, unknown>;
  if (Array.isArray(expected) && expected.length !== other['length'])
    return `${path}: ${JSON.stringify(expected)} by the reference, ${JSON.stringify(actual)} by the product`;
  for (const [key, value] of Object.entries(expected)) {
    const found = mismatch(value, other[key], `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Every figure, and nothing that only one side has. */
const unequal = (expected: object, actual: object): string | undefined =>
  mismatch(expected, actual) ?? mismatch(actual, expected);

const wordsOf = (outcome: Outcome): string =>
  outcome.ok
    ? 'accepted'
    : `refused ${outcome.code} [${outcome.grounds.join(' ')}] ${outcome.fields.join(' ')}`;

const between = (reference: Outcome, product: Outcome): string | undefined => {
  const [expected, actual] = [wordsOf(reference), wordsOf(product)];
  if (expected !== actual) return `${expected} by the reference, ${actual} by the product`;
  return reference.ok && product.ok ? mismatch(reference.answer, product.answer) : undefined;
};

/** Orders of one moment, which may share a batch. */
const momentsOf = (script: readonly Order[]): readonly (readonly Order[])[] => {
  const moments: Order[][] = [];
  for (const order of script) {
    const last = moments.at(-1);
    if (last?.[0]?.at === order.at) last.push(order);
    else moments.push([order]);
  }
  return moments;
};

/** Gives a script to both sides and stops at the first thing they tell differently. */
export const compare = async (
  script: readonly Order[],
  { deciders, rules = RULES, batch, told: before }: Sides,
): Promise<Compared> => {
  const reference = before?.reference ?? new Reference(rules);
  const outcomes = before?.outcomes ?? script.map((order) => reference.give(order));
  const product = new Product(deciders, batch);
  let given = 0;
  try {
    for (const orders of momentsOf(script)) {
      for (const told of await product.give(orders)) {
        const expected = outcomes[given];
        const what = expected && between(expected, told);
        if (what !== undefined) return { outcomes, difference: { at: given, what } };
        given += 1;
      }
    }
    const { balances, debts } = await product.books();
    const what = unequal(reference.balances, balances) ?? unequal(reference.debts, debts);
    return { outcomes, difference: what === undefined ? undefined : { at: script.length, what } };
  } catch (error) {
    return { outcomes, difference: { at: given, what: `the product failed: ${String(error)}` } };
  }
};

/** How many orders a story has: enough to void what was drawn, and to see holds and years end. */
export const STORY = 300;
/** How many commands the executor may decide together, story by story. */
export const BATCHES = [256, 5, 256, 17, 256, 1, 64, 3] as const;
