import { Injectable, Logger } from '@nestjs/common';
import { sealedPaper, SealService, type Attested } from '#libs/documents';
import { ExportSource } from '#libs/platform';
import type { LogKeeper } from '../proof/log-keeper.js';
import { nothingWhenUnprovable } from '../proof/proof-trouble.js';
import { Proofs } from '../proof/proofs.js';
import { paperProof, type ProofOnPaper } from './paper-proof.js';

/** What a paper says besides its matter. */
export type OnEveryPaper = Pick<Attested, 'proof' | 'notes' | 'room'>;

/** A paper on its way out, and whether it bears the electronic seal. */
export interface FinishedPaper {
  readonly no: string;
  readonly bytes: Uint8Array;
  readonly sealed: boolean;
}

/** 文印：gives vouchers and notices their proof, says what they were made from, and has them sealed. */
@Injectable()
export class PaperOffice {
  private readonly logger = new Logger(PaperOffice.name);

  constructor(
    private readonly source: ExportSource,
    private readonly proofs: Proofs,
    private readonly seals: SealService | undefined,
  ) {}

  /** Keeps the log that papers are proven by. */
  get keeper(): LogKeeper {
    return this.proofs.of();
  }

  /** The proof of the event a paper rests on; nothing while the log is in doubt. */
  proof(no: string, position: number): Promise<ProofOnPaper | null> {
    return paperProof(this.keeper, no, position).catch(nothingWhenUnprovable);
  }

  /**
   * Finishes a paper on the event at a position. While the seal service fails, it goes out without a seal and says so;
   * nothing of it is kept, so nothing can be half kept.
   */
  async finished(
    no: string,
    position: number,
    make: (more: OnEveryPaper) => Promise<Uint8Array>,
  ): Promise<FinishedPaper> {
    const proof = await this.proof(no, position);
    const notes = await this.source.notes(await this.source.position());
    const paper = await sealedPaper((room) => make({ proof, notes, room }), this.seals);
    if (paper.trouble !== null)
      this.logger.warn(`电子印章服务不可用 ${no} goes out unsealed: ${paper.trouble}`);
    return { no, ...paper };
  }
}
