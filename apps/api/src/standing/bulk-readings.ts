import { Injectable } from '@nestjs/common';
import type { JsonObject, Language } from '#kernel';
import { EventStore, type Outcome } from '#libs/event-store';
import { edgeRefusal, problemOf, RefusalException, submissionOf, type Sending } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { LedgerGateway } from '../ledger/ledger.gateway.js';
import type { LedgerOrder } from '../ledger/submit-command.js';
import type { Writer } from '../ledger/writer.js';
import type { ReadingDto } from './reading.dto.js';
import { toRecordReading } from './standing.commands.js';

/** How refusals of single rows are worded. */
export interface Wording {
  readonly language: Language;
  readonly traceId: string;
}

interface Row {
  readonly order: LedgerOrder;
  readonly writer: Writer;
}

/** A row's own key: no header can hold a space, so no other request can have it. */
const sendingOfRow = (sending: Sending, index: number): Sending =>
  sending.dryRun
    ? { dryRun: true }
    : { dryRun: false, key: `${sending.key} ${index}`, requestHash: sending.requestHash };

const rowView = (outcome: Outcome, index: number, wording: Wording): JsonObject =>
  outcome.ok
    ? { index, accepted: true, reading: outcome.answer, rules: outcome.rules.map((rule) => ({ ...rule })) }
    : { index, accepted: false, problem: problemOf(new RefusalException(outcome.refusal), wording) };

/** 批量填报: each row is a command of its own, so that one refused row does not hold up a city's month. */
@Injectable()
export class BulkReadings {
  constructor(
    private readonly ledger: LedgerGateway,
    private readonly store: EventStore,
  ) {}

  /** One answer per row, in order. Errors: IDEMPOTENCY_KEY_REUSED before anything is written. */
  async record(items: readonly ReadingDto[], { actor, sending }: Writer, wording: Wording): Promise<Outcome> {
    const rows = items.map((item, index) => ({
      order: { type: 'RecordReading', data: toRecordReading(item), stream: `standing-${item.place}` },
      writer: { actor, sending: sendingOfRow(sending, index) },
    }));
    await this.assertSameRequest(rows);
    const outcomes = await Promise.all(rows.map(({ order, writer }) => this.ledger.submit(order, writer)));
    return {
      ok: true,
      answer: { items: outcomes.map((outcome, index) => rowView(outcome, index, wording)) },
      rules: [],
      position: Math.max(0, ...outcomes.map((outcome) => (outcome.ok ? outcome.position : 0))),
      versions: {},
      replayed: outcomes.every(({ replayed }) => replayed),
      dryRun: sending.dryRun,
    };
  }

  /** The same key with another body: no row of it may be written. */
  private async assertSameRequest(rows: readonly Row[]): Promise<void> {
    const submissions = rows.map(({ order, writer }) =>
      submissionOf({ type: order.type, data: order.data, actor: writer.actor }, writer.sending),
    );
    const known = await this.store.findCommands(
      LEDGER,
      submissions.flatMap(({ key }) => key ?? []),
    );
    const [sent] = submissions;
    if (known.some(({ requestHash }) => requestHash !== sent?.requestHash))
      throw edgeRefusal('IDEMPOTENCY_KEY_REUSED');
  }
}
