/** The log itself: proofs, checkpoints, density. */

export interface ProofView {
  readonly position: number;
  /** Hexadecimal. */
  readonly leafHash: string;
  /** Base64, from the leaf upwards. */
  readonly inclusion: readonly string[];
  readonly size: number;
  /** The signed note. */
  readonly checkpoint: string;
}

export interface CheckpointView {
  readonly origin: string;
  readonly suite: string;
  readonly size: number;
  readonly root: string;
  readonly issuedAt: string;
  readonly note: string;
  readonly witnesses: readonly { readonly name: string; readonly key: string; readonly seenAt: string }[];
  readonly quorum: { readonly needed: number; readonly signed: number; readonly met: boolean };
}

export interface DensityStep {
  /** A civil date; the step ends with it. */
  readonly until: string;
  readonly position: number;
}
