import type { Logged } from '#kernel';
import { decode } from '../contract/index.js';
import { LedgerExecutor, type Accepted, type Submission } from '../executor/index.js';
import type { Clock } from '../clock.js';
import type { EventStore } from '../port.js';
import { follow } from '../reader.js';
import {
  crossingDeciders,
  crossingEvents,
  reserveFold,
  type CrossingEvent,
  type Reserve,
} from './crossing-domain.js';
import { order } from './toy-domain.js';

/** Where a keeper may be cut off. */
export type Stage = 'RESERVED' | 'TAKEN' | 'CONCLUDED';

export const crossingExecutor = (store: EventStore, ledger: string, clock: Clock): LedgerExecutor =>
  new LedgerExecutor(store, { ledger, deciders: crossingDeciders, catalogue: crossingEvents, clock });

/** The pool of a ledger as its log tells it. */
export const reserveOf = async (store: EventStore, ledger: string): Promise<Reserve> => {
  let state = reserveFold.initial('reserve');
  for await (const page of follow(store, ledger))
    for (const event of page)
      if (event.stream === 'reserve')
        state = reserveFold.evolve(state, decode(event, crossingEvents) as Logged<CrossingEvent>);
  return state;
};

const accepted = async (
  executor: Pick<LedgerExecutor, 'submit'>,
  submission: Submission,
): Promise<Accepted> => {
  const outcome = await executor.submit(submission);
  if (!outcome.ok) throw new Error(`${submission.command.type} was refused: ${outcome.refusal.code}`);
  return outcome;
};

/**
 * Sees to it that what is reserved in one ledger is taken in the other, or goes back. It keeps nothing in mind: what is
 * open stands in the log, and every step may be taken again. Any number may work at once.
 */
export class CrossingKeeper {
  constructor(
    private readonly parts: {
      readonly store: EventStore;
      readonly from: string;
      readonly here: Pick<LedgerExecutor, 'submit'>;
      readonly there: Pick<LedgerExecutor, 'submit'>;
      /** Hears of each step; where it throws the keeper ends. */
      readonly at?: (stage: Stage, id: string) => void;
    },
  ) {}

  async sweep(): Promise<void> {
    const { store, from, here, there, at } = this.parts;
    for (const crossing of (await reserveOf(store, from)).open.values()) {
      at?.('RESERVED', crossing.id);
      const { taken, position } = (await accepted(there, order('Take', crossing))).answer;
      at?.('TAKEN', crossing.id);
      await accepted(here, order('Conclude', { id: crossing.id, taken, position }));
      at?.('CONCLUDED', crossing.id);
    }
  }
}
