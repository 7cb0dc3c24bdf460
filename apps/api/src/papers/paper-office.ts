import { Injectable, Logger } from '@nestjs/common';
import { sealedPaper, SealService, type Attested, type PrintOrder } from '#libs/documents';
import { Exporter } from '#libs/platform';
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
    private readonly exporter: Exporter,
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
   * nothing of it is kept, so nothing can be half kept. Errors: FILE_NOT_MADE.
   */
  async finished(
    no: string,
    position: number,
    order: (more: OnEveryPaper) => PrintOrder,
  ): Promise<FinishedPaper> {
    const proof = await this.proof(no, position);
    const notes = await this.exporter.origin();
    const paper = await sealedPaper((room) => this.exporter.print(order({ proof, notes, room })), this.seals);
    if (paper.trouble !== null)
      this.logger.warn(`电子印章服务不可用 ${no} goes out unsealed: ${paper.trouble}`);
    return { no, ...paper };
  }
}
