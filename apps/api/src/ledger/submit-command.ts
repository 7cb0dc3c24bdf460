import { Command } from '@nestjs/cqrs';
import type { Outcome } from '#libs/event-store';
import type { Writer } from './writer.js';

/** An order on its way to the ledger. */
export interface LedgerOrder {
  /** The command's name, as its decider states it. */
  readonly type: string;
  /** What the decider takes; plain JSON, every field stated. */
  readonly data: object;
  /** The stream that `If-Match` speaks of. */
  readonly stream?: string;
}

/** Put on the command bus by every writing route; answered when the outcome is durable. */
export class SubmitCommand extends Command<Outcome> {
  constructor(
    readonly order: LedgerOrder,
    readonly writer: Writer,
  ) {
    super();
  }
}
