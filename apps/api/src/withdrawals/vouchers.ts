import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { answersFor, must, type Actor, type JsonObject, type LoggedEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore } from '#libs/event-store';
import { edgeRefusal, foldStreams } from '#libs/platform';
import { voucherView, withdrawalFold } from '#libs/withdrawal';
import { LEDGER } from '../ledger/ledger.constants.js';

/** Reads a voucher from the log itself: its withdrawal's stream, folded, with the position it was issued at. */
@Injectable()
export class Vouchers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  /** Errors: NOT_FOUND, FORBIDDEN_PLACE. */
  async read(no: string, actor: Actor): Promise<JsonObject> {
    const events = await this.eventsOf(no);
    const stream = events[0]?.stream;
    if (stream === undefined) throw edgeRefusal('NOT_FOUND', { subject: `凭证 ${no}` });
    const { state } = must(foldStreams(withdrawalFold, events).get(stream), stream);
    const file = must(state, stream);
    const { place } = file.project;
    if (!answersFor(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
    return must(voucherView(file), `voucher ${no}`);
  }

  private async eventsOf(no: string): Promise<readonly LoggedEvent[]> {
    const rows: { withdrawal_id: string }[] = await this.dataSource.query(
      'SELECT withdrawal_id FROM read.voucher WHERE ledger = $1 AND no = $2',
      [LEDGER, no],
    );
    const [found] = rows;
    if (!found) return [];
    const stored = await this.store.readStreams(
      LEDGER,
      [`withdrawal-${found.withdrawal_id}`],
      Number.MAX_SAFE_INTEGER,
    );
    return stored.map((event) => decode(event, LEDGER_EVENTS));
  }
}
