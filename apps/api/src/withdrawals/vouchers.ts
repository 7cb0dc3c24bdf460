import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { answersFor, must, type Actor, type JsonObject, type LoggedEvent } from '#kernel';
import type { VoucherIssued } from '#contract/withdrawal';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore } from '#libs/event-store';
import { edgeRefusal, foldStreams, knownPosition, pointInTime, type PointInTimeQuery } from '#libs/platform';
import {
  voucherStateOf,
  voucherView,
  withdrawalFold,
  type VoucherState,
  type Withdrawal,
} from '#libs/withdrawal';
import { LEDGER } from '../ledger/ledger.constants.js';
import { checkpointView } from '../proof/audit-views.js';
import { PaperOffice, type FinishedPaper } from '../papers/paper-office.js';
import { provenLeaf } from '../papers/paper-proof.js';
import { troubleAsRefusal } from '../proof/proof-trouble.js';
import { onPaper, type IssuedVoucher } from './voucher-on-paper.js';

/** As whoever holds a voucher is told. */
const PUBLIC_STATES: Readonly<Record<VoucherState, string>> = {
  VALID: 'VALID',
  REGISTERED: 'USED',
  LAPSED: 'LAPSED',
  RELEASED: 'VOID',
  BACKING_VOIDED: 'BACKING_VOID',
};

const unknown = (no: string) => edgeRefusal('NOT_FOUND', { subject: `凭证 ${no}` });

/** Reads a voucher from the log itself: its withdrawal's stream, folded, with the position it was issued at. */
@Injectable()
export class Vouchers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
    private readonly papers: PaperOffice,
  ) {}

  /**
   * The voucher as it stood, with the proof that it is in the log. While no proof can be given, it is read without one.
   * Errors: NOT_FOUND (also of one not issued yet), FORBIDDEN_PLACE.
   */
  async read(no: string, actor: Actor, query: PointInTimeQuery): Promise<JsonObject> {
    const { file, rules, position } = await this.issued(no, actor, query);
    const proof = await this.papers.proof(no, position);
    return { ...must(voucherView(file, rules), `voucher ${no}`), proof };
  }

  /** 凭证 on paper (PDF). Errors: as `read`. */
  async paper(no: string, actor: Actor): Promise<FinishedPaper> {
    const { position, ...issued } = await this.issued(no, actor);
    return this.papers.finished(no, position, (more) => ({
      form: 'VOUCHER',
      paper: onPaper(issued, more),
    }));
  }

  private async issued(
    no: string,
    actor: Actor,
    query: PointInTimeQuery = {},
  ): Promise<IssuedVoucher & { readonly position: number }> {
    const { asOf, knownAt } = pointInTime(query);
    const upTo = await knownPosition(this.store, LEDGER, knownAt);
    const events = await this.eventsOf(no, upTo);
    const inForce = events.filter(({ occurredAt }) => asOf === undefined || occurredAt <= asOf);
    const file = this.fileOf(no, inForce);
    const { place } = file.project;
    if (!answersFor(actor, place)) throw edgeRefusal('FORBIDDEN_PLACE', { place });
    if (file.voucher === null) throw unknown(no);
    const { position } = file.voucher;
    const { data } = must(
      inForce.find((event) => event.position === position),
      `event ${position}`,
    );
    return { file, rules: (data as VoucherIssued['data']).rules, position };
  }

  /**
   * 凭证查验：a voucher's state as of a checkpoint, and whether a digest is that of the event that issued it.
   * Errors: NOT_FOUND, PROOF_UNAVAILABLE.
   */
  async check(no: string, digest: string | undefined): Promise<JsonObject> {
    const events = await this.eventsOf(no);
    const { position } = must(this.fileOf(no, events).voucher, `voucher ${no}`);
    const { keeper } = this.papers;
    const checkpoint = await troubleAsRefusal(() => keeper.issue());
    const known = events.filter((event) => event.position <= checkpoint.size);
    const state = voucherStateOf(this.fileOf(no, known));
    const leafHash = await troubleAsRefusal(() => provenLeaf(keeper, position));
    return {
      no,
      state: PUBLIC_STATES[state],
      matches: digest === undefined ? null : digest === leafHash,
      position,
      checkpoint: await checkpointView(keeper, checkpoint),
    };
  }

  private fileOf(no: string, events: readonly LoggedEvent[]): Withdrawal {
    const stream = events[0]?.stream;
    if (stream === undefined) throw unknown(no);
    return must(must(foldStreams(withdrawalFold, events).get(stream), stream).state, stream);
  }

  private async eventsOf(no: string, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly LoggedEvent[]> {
    const rows: { withdrawal_id: string }[] = await this.dataSource.query(
      'SELECT withdrawal_id FROM read.voucher WHERE ledger = $1 AND no = $2',
      [LEDGER, no],
    );
    const [found] = rows;
    if (!found) return [];
    const stored = await this.store.readStreams(LEDGER, [`withdrawal-${found.withdrawal_id}`], upTo);
    return stored.map((event) => decode(event, LEDGER_EVENTS));
  }
}
