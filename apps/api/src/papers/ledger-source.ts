import { Injectable } from '@nestjs/common';
import { base64 } from '#libs/audit';
import type { Note } from '#libs/documents';
import { EventStore } from '#libs/event-store';
import { ExportSource, ProjectionRunner } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { nothingWhenUnprovable } from '../proof/proof-trouble.js';
import { Proofs } from '../proof/proofs.js';

const PATIENCE_MS = 2_000;

/** Where the service's files come from: its one log. */
@Injectable()
export class LedgerSource extends ExportSource {
  constructor(
    private readonly store: EventStore,
    private readonly runner: ProjectionRunner,
    private readonly proofs: Proofs,
  ) {
    super();
  }

  override async position(): Promise<number> {
    const { position } = await this.store.head(LEDGER);
    await this.runner.waitFor(position, PATIENCE_MS);
    return Math.min(position, this.runner.reached);
  }

  /** The position, when its event was recorded, and the root of the log up to it: no hour, no signature, no chance. */
  override async notes(position: number): Promise<readonly Note[]> {
    const [last] = position === 0 ? [] : await this.store.readLedger(LEDGER, position - 1, 1);
    const root = await this.rootAt(position).catch(nothingWhenUnprovable);
    return [
      ['台账位置', String(position)],
      ['截至', last?.recordedAt ?? ''],
      ['检查点', root ?? '暂不能出具'],
    ];
  }

  private async rootAt(size: number): Promise<string> {
    const { tree, line } = this.proofs.of().parts;
    if (tree.size < size) await tree.catchUp();
    return `${line.origin} ${size} ${base64(await tree.rootAt(size))}`;
  }
}
