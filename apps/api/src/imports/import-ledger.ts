import { Injectable } from '@nestjs/common';
import { must, refusedBy, type Actor } from '#kernel';
import { EventStore, type Outcome } from '#libs/event-store';
import type { Sending } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import type { LedgerOrder } from '../ledger/submit-command.js';
import { entryKey, type CheckedEntry } from './entry-check.js';

/** An entry refused so often has been tried in earnest. */
const MOST_ATTEMPTS = 20;

/** Whether an entry has been written before, and under which of its keys it is asked next. */
export interface Standing {
  readonly written: boolean;
  readonly attempt: number;
}

/** What an import asks of the ledger: the very commands of the requests of the same names. */
@Injectable()
export class ImportLedger {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly store: EventStore,
  ) {}

  /** The verdict on an entry, nothing written; of a further order what the answer to the first says of it. */
  async tryOut({ orders }: CheckedEntry, actor: Actor): Promise<Outcome> {
    const { first, foreseen } = must(orders, 'an entry without faults');
    const outcome = await this.ledger.submit(first, { actor, sending: { dryRun: true } });
    const refusal = outcome.ok && foreseen !== undefined ? refusedBy(foreseen(outcome.answer)) : undefined;
    return refusal === undefined ? outcome : { ok: false, refusal, replayed: false, dryRun: true };
  }

  /** Writes an entry; the same one again writes nothing and gets the first answer. */
  async write({ orders, digest }: CheckedEntry, actor: Actor, attempt: number): Promise<Outcome> {
    const { first, next } = must(orders, 'an entry without faults');
    const key = entryKey(digest, attempt);
    const submit = (order: LedgerOrder, own: string): Promise<Outcome> => {
      const sending: Sending = { dryRun: false, key: own, requestHash: digest };
      return this.ledger.submit(order, { actor, sending });
    };
    const outcome = await submit(first, key);
    if (!outcome.ok || next === undefined) return outcome;
    const followed = await submit(next(outcome.answer), `${key} next`);
    return followed.ok ? { ...followed, replayed: outcome.replayed && followed.replayed } : followed;
  }

  /** What the ledger remembers of entries, by digest; a refusal it remembers leaves the next key free. */
  async standings(digests: readonly string[], actor: Actor): Promise<ReadonlyMap<string, Standing>> {
    const known = new Map(
      digests.map((digest): [string, Standing] => [digest, { written: false, attempt: 0 }]),
    );
    let asked = digests;
    for (let attempt = 0; attempt < MOST_ATTEMPTS && asked.length > 0; attempt += 1) {
      const keyOf = (digest: string): string => `${actor.id}:${entryKey(digest, attempt)}`;
      const records = await this.store.findCommands(LEDGER, asked.map(keyOf));
      const results = new Map(records.map(({ key, result }) => [key, JSON.parse(result) as Outcome]));
      const refused: string[] = [];
      for (const digest of asked) {
        const outcome = results.get(keyOf(digest));
        if (outcome?.ok === false) refused.push(digest);
        else known.set(digest, { written: outcome?.ok === true, attempt });
      }
      asked = refused;
    }
    return known;
  }
}
