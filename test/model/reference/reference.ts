/**
 * The scheme a second time, written from the rulebook: what each command comes to, and what the books then say. One
 * file per area; each ends with the commands it tells.
 *
 * It is plain and slow: lists that only grow, and every figure reckoned anew. It imports nothing of the product, so
 * that an error has to be made twice to be missed. It is no second service: it knows nothing of form, sign-in and
 * roles of the interface, of events, hashes and versions, of repeated or concurrent writes, and of the wording of
 * refusals.
 */
import { APPLICATIONS } from './applications.js';
import type { Handler } from './asking.js';
import { Books, RULES } from './books.js';
import { DELEGATIONS } from './delegations.js';
import { DEPOSITS } from './deposits.js';
import { FINDINGS } from './findings.js';
import { INSPECTIONS } from './inspections.js';
import { type Answer, type Order, Refused } from './orders.js';
import { OPENINGS } from './openings.js';
import { PARKS } from './parks.js';
import { t } from './plain.js';
import { REDUCTIONS } from './reductions.js';
import { RETURNS } from './returns.js';
import { SCHEME } from './scheme.js';
import { STANDING } from './standing.js';
import { TRADES } from './trades.js';
import { VOIDS } from './voids.js';
import { WITHDRAWALS } from './withdrawals.js';

export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly code: string;
      readonly grounds: readonly string[];
      readonly fields: readonly string[];
    };

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...REDUCTIONS,
  ...DEPOSITS,
  ...OPENINGS,
  ...VOIDS,
  ...APPLICATIONS,
  ...WITHDRAWALS,
  ...TRADES,
  ...FINDINGS,
  ...INSPECTIONS,
  ...RETURNS,
  ...STANDING,
  ...PARKS,
  ...DELEGATIONS,
  ...SCHEME,
};

/** Every command the reference knows. */
export const COMMANDS: readonly string[] = Object.keys(HANDLERS);

/** One ledger, told order by order. */
export class Reference {
  readonly books: Books;

  constructor(rules = RULES) {
    this.books = new Books(rules);
  }

  give(order: Order): Outcome {
    try {
      const handler = HANDLERS[order.type];
      if (handler === undefined) throw new Error(`the reference does not know ${order.type}`);
      return { ok: true, answer: handler(this.books, order) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, grounds, fields } = error;
      return { ok: false, code, grounds, fields: fields.toSorted() };
    }
  }

  /** By pool and pollutant: credited, available, held, withdrawn, retired and written off, in t/a. */
  get balances(): Readonly<Record<string, string>> {
    const sums = new Map<string, bigint[]>();
    for (const part of this.books.parts) {
      const { credited, available, held, withdrawn, retired, writtenOff } = this.books.figures(part);
      const key = `${part.pool} ${part.pollutant}`;
      const before = sums.get(key) ?? [];
      const figures = [credited, available, held, withdrawn, retired, writtenOff];
      sums.set(
        key,
        figures.map((figure, index) => figure + (before[index] ?? 0n)),
      );
    }
    return Object.fromEntries([...sums].map(([key, figures]) => [key, figures.map(t).join(' ')]));
  }

  /** By debt: what was owed, and what of it is open. */
  get debts(): Readonly<Record<string, string>> {
    const { debts } = this.books;
    return Object.fromEntries(
      debts.map((one) => [
        one.id,
        [one.place, one.pool, one.pollutant, t(one.amount), t(one.open)].join(' '),
      ]),
    );
  }
}
