import type { Cryptography } from '../crypto/cryptography.js';
import { lineOfOrigin } from '../log-line.js';
import { inclusionFault } from '../tree/verify.js';
import type { PackedEvent } from '../pack/records.js';
import type { CheckedCheckpoint } from './checkpoint-check.js';
import type { Findings } from './findings.js';

/** Whose events these are, and the checkpoint they are proved against; nothing when none holds. */
export interface PlaceClaims {
  readonly ledger: string;
  readonly checkpoint: CheckedCheckpoint | undefined;
}

/** Reads part of a log and finds what is not in the tree of the checkpoint, or not in order. */
export class PlaceProof {
  private position = 0;
  private recordedAt = '';

  constructor(
    private readonly claims: PlaceClaims,
    private readonly cryptography: Cryptography,
    private readonly findings: Findings,
  ) {}

  read({ event, leaf }: PackedEvent, proof: readonly Uint8Array[]): void {
    const { position, ledger, recordedAt } = event;
    const { checkpoint } = this.claims;
    if (position <= this.position)
      this.findings.add('POSITION', { position, field: 'position', detail: String(this.position + 1) });
    if (ledger !== this.claims.ledger) this.findings.add('LEDGER', { position, field: 'ledger' });
    if (recordedAt < this.recordedAt) this.findings.add('RECORDED_AT', { position, field: 'recordedAt' });
    [this.position, this.recordedAt] = [position, recordedAt];
    if (checkpoint === undefined) return;
    const { hasher } = lineOfOrigin(checkpoint.origin, this.cryptography);
    const leafHash = hasher.leaf(leaf);
    const { size, root } = checkpoint;
    if (inclusionFault({ index: position - 1, size, leafHash, root, proof }, hasher) !== undefined)
      this.findings.add('INCLUSION', { position });
  }
}
