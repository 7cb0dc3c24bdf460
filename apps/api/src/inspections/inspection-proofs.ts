import { Injectable } from '@nestjs/common';
import type { NamedCheckpoint } from '#contract/inspection';
import { base64, parseCheckpoint, parseNote, type Checkpoint } from '#libs/audit';
import { EventStore } from '#libs/event-store';
import type { MergeOfflineNotes } from '#libs/inspection';
import { edgeRefusal, invalidField } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { troubleAsRefusal } from '../proof/proof-trouble.js';
import { Proofs } from '../proof/proofs.js';

const named = ({ origin, size, root }: Checkpoint): NamedCheckpoint => ({ origin, size, root: base64(root) });

/** What an inspection takes from the log's own proofs. */
@Injectable()
export class InspectionProofs {
  constructor(
    private readonly proofs: Proofs,
    private readonly store: EventStore,
  ) {}

  /**
   * 抽样检查点: the first checkpoint given out once the plan was written, so that nobody picks among several. Errors:
   * NOT_FOUND, PROOF_UNAVAILABLE.
   */
  async drawing(inspectionId: string): Promise<NamedCheckpoint> {
    const stream = `inspection-${inspectionId}`;
    const [plan] = await this.store.readStreams(LEDGER, [stream], Number.MAX_SAFE_INTEGER);
    if (plan === undefined) throw edgeRefusal('NOT_FOUND', { subject: `检查 ${inspectionId}` });
    return named(await troubleAsRefusal(() => this.proofs.of().firstCovering(plan.position)));
  }

  /**
   * The checkpoint that notes rest on, and whether this ledger stands by it. Errors: INVALID_FIELD, PROOF_UNAVAILABLE.
   */
  async restingOn(
    note: string | undefined,
  ): Promise<Pick<MergeOfflineNotes, 'checkpoint' | 'note' | 'agrees'>> {
    if (note === undefined) return { checkpoint: null, note: null, agrees: null };
    const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
    if (checkpoint === undefined) throw invalidField('checkpoint', { rule: 'NOTE_FORM' });
    const keeper = this.proofs.all.find(({ parts }) => parts.line.origin === checkpoint.origin);
    const agrees = (await troubleAsRefusal(async () => keeper?.agreesWith(checkpoint))) ?? false;
    return { checkpoint: named(checkpoint), note, agrees };
  }
}
