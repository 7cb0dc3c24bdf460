import { Books, RULES, type Handler } from './books.js';
import { ENTERING } from './entering.js';
import { LEAVING } from './leaving.js';
import { Refused, type Answer, type Order } from './orders.js';
import { t } from './plain.js';
import { RETURNS } from './returns.js';
import { STANDING } from './standing.js';

export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly code: string;
      readonly grounds: readonly string[];
      readonly fields: readonly string[];
    };

const HANDLERS: Readonly<Record<string, Handler>> = { ...ENTERING, ...LEAVING, ...RETURNS, ...STANDING };

/** Every command the reference knows. */
export const COMMANDS: readonly string[] = Object.keys(HANDLERS);

/** The scheme once more, written from the rulebook alone: what each command comes to, and what the books then say. */
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
