import { Injectable } from '@nestjs/common';
import { must, streamName, type Actor } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { depositFold } from '#libs/deposit';
import { decode, EventStore } from '#libs/event-store';
import { edgeRefusal, foldStreams } from '#libs/platform';
import { isFiled, reductionFold } from '#libs/reduction';
import { LEDGER } from '../ledger/ledger.constants.js';
import { Registers } from '../ledger/registers.js';
import { PaperOffice, type FinishedPaper } from '../papers/paper-office.js';
import { noticeOnPaper, type NoticeFile } from './deposit-on-paper.js';

/** 入库通知书, from the log itself: the deposit's stream and its reduction's. */
@Injectable()
export class DepositNotices {
  constructor(
    private readonly store: EventStore,
    private readonly registers: Registers,
    private readonly papers: PaperOffice,
  ) {}

  /** Errors: NOT_FOUND (also of a deposit not credited yet), FORBIDDEN_PLACE. */
  async paper(id: string, actor: Actor): Promise<FinishedPaper> {
    await this.registers.deposits.read(id, actor);
    const file = await this.fileOf(id);
    if (file === undefined) throw edgeRefusal('NOT_FOUND', { subject: `入库通知书 ${id}` });
    return this.papers.finished(id, file.position, (more) => ({
      form: 'DEPOSIT_NOTICE',
      paper: noticeOnPaper(file, more),
    }));
  }

  private async fileOf(id: string): Promise<NoticeFile | undefined> {
    const own = streamName(depositFold.prefix, id);
    const events = await this.events(own);
    const split = events.find(({ type }) => type === 'TierSplitApplied');
    if (split === undefined) return undefined;
    const deposit = must(foldStreams(depositFold, events).get(own), own).state;
    const source = streamName(reductionFold.prefix, must(deposit.filing, own).reductionId);
    const reduction = must(foldStreams(reductionFold, await this.events(source)).get(source), source).state;
    if (!isFiled(reduction)) throw new Error(`${source} is not filed`);
    return { deposit, reduction, position: split.position, splitAt: split.recordedAt };
  }

  private async events(stream: string) {
    const stored = await this.store.readStreams(LEDGER, [stream], Number.MAX_SAFE_INTEGER);
    return stored.map((event) => decode(event, LEDGER_EVENTS));
  }
}
