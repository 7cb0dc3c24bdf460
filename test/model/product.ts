import {
  must,
  POLLUTANTS,
  tonnes,
  type Decider,
  type Fold,
  type Instant,
  type LoggedEvent,
  type Role,
} from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { Clock, decode, LedgerExecutor, MemoryEventStore, type Outcome as Told } from '#libs/event-store';
import { obligationFold } from '#libs/obligation';
import { FIGURES, poolFold } from '#libs/pool';
import { reductionIdOf, type FileReduction } from '#libs/reduction';
import type { Outcome } from './reference/reference.js';
import type { Answer, Order } from './reference/orders.js';
import { identityOf } from './reference/reductions.js';

const LEDGER = 'model';

class SetClock extends Clock {
  moment = '';
  now(): Instant {
    return this.moment as Instant;
  }
}

/** Grounds as the reference names them: what failed, and with a question mark what waits for a ruling. */
const groundsOf = (told: Told & { readonly ok: false }): readonly string[] => {
  const marks: Readonly<Record<string, string>> = { FAIL: '', NEEDS_RULING: '?' };
  const grounds = told.refusal.rules.flatMap(({ code, outcome }) =>
    marks[outcome] === undefined ? [] : [code + marks[outcome]],
  );
  return [...new Set(grounds)].toSorted();
};

const outcomeOf = (told: Told): Outcome => {
  if (told.ok) return { ok: true, answer: told.answer };
  const { code, errors = [] } = told.refusal;
  return {
    ok: false,
    code,
    grounds: groundsOf(told),
    fields: [...new Set(errors.map(({ field }) => field))].toSorted(),
  };
};

/** The ledger as it is shipped, over a store in memory, given orders in batches. */
export class Product {
  readonly #store = new MemoryEventStore();
  readonly #clock = new SetClock();
  readonly #executor: LedgerExecutor;
  /** What the reference calls a reduction, and its id in the ledger. */
  readonly #reductions = new Map<string, string>();

  constructor(deciders: readonly Decider[], batchCommands: number) {
    this.#executor = new LedgerExecutor(this.#store, {
      ledger: LEDGER,
      deciders,
      catalogue: LEDGER_EVENTS,
      clock: this.#clock,
      batchCommands,
      batchEvents: 2 * batchCommands,
    });
  }

  /** Orders of one moment, submitted together. Errors: whatever makes the ledger fail. */
  async give(orders: readonly Order[]): Promise<readonly Outcome[]> {
    this.#clock.moment = must(orders[0], 'first order').at;
    const told = orders.map(({ type, data, actor, commandId }) => {
      const filing = { FileReduction: data, RecordOpening: data.reduction }[type];
      if (filing !== undefined)
        this.#reductions.set(identityOf(filing), reductionIdOf(filing as unknown as FileReduction));
      const { reductionId, reference } = data;
      const inLedger = (id: string): string => this.#reductions.get(id) ?? id;
      const named =
        type === 'RecordAccountability'
          ? { ...data, reference: inLedger(reference) }
          : { ...data, reductionId: inLedger(reductionId) };
      const command = {
        type,
        data: reductionId === undefined && type !== 'RecordAccountability' ? data : named,
        actor: { ...actor, roles: actor.roles as readonly Role[] },
        commandId,
      };
      return this.#executor.submit({ command });
    });
    return (await Promise.all(told)).map(outcomeOf);
  }

  /** Balances and debts, as `Reference` words them, from what stands in the log. */
  async books(): Promise<{ balances: Answer; debts: Answer }> {
    const { position } = await this.#store.head(LEDGER);
    const stored = await this.#store.readLedger(LEDGER, 0, position);
    const events = stored.map((event) => decode(event, LEDGER_EVENTS));
    const balances: Record<string, string> = {};
    for (const { pool, totals } of statesOf(events, poolFold))
      for (const pollutant of POLLUTANTS) {
        const figures = totals[pollutant];
        if (figures.credited > 0n)
          balances[`${pool} ${pollutant}`] = FIGURES.map((name) => tonnes(figures[name])).join(' ');
      }
    const debts: Record<string, string> = {};
    for (const { id, place, pool, pollutant, amount, open } of statesOf(events, obligationFold).flat())
      debts[id] = [place, pool, pollutant, tonnes(amount), tonnes(open)].join(' ');
    return { balances, debts };
  }
}

const statesOf = <S>(events: readonly LoggedEvent[], fold: Fold<S>): readonly S[] => {
  const states = new Map<string, S>();
  for (const event of events) {
    if (!event.stream.startsWith(`${fold.prefix}-`)) continue;
    const before = states.get(event.stream) ?? fold.initial(event.stream);
    states.set(event.stream, fold.evolve(before, event));
  }
  return [...states.values()];
};
