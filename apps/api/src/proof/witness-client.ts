import { must } from '#kernel';
import {
  base64,
  countIn,
  parseSignatures,
  parseVerifierKey,
  verifiedSignature,
  type VerifierKey,
} from '#libs/audit';
import type { WitnessAddress } from '#libs/platform';
import type { Cosignature, IssuedCheckpoint } from './checkpoint-store.js';
import { nodeCryptography } from '#module/audit';

const PATIENCE_MS = 2_000;
/** Its size is asked for once; a witness that then still disagrees is asked again with the next checkpoint. */
const MOST_ATTEMPTS = 3;

/**
 * What a witness says to a checkpoint. DISAGREES: it has co-signed a tree that this log is not a continuation of.
 * UNREACHABLE: nothing of use.
 */
export type WitnessAnswer =
  | { readonly outcome: 'COSIGNED'; readonly cosignature: Cosignature }
  | { readonly outcome: 'DISAGREES'; readonly size: number }
  | { readonly outcome: 'UNREACHABLE'; readonly reason: string };

export type ConsistencyProof = (from: number) => Promise<readonly Uint8Array[]>;

/** Shows checkpoints of one log to one witness (C2SP tlog-witness). */
export class WitnessClient {
  readonly key: VerifierKey;
  private lastSize = 0;

  /** The address's key must be one. */
  constructor(private readonly address: WitnessAddress) {
    this.key = must(parseVerifierKey(address.key, nodeCryptography), `witness key ${address.key}`);
  }

  async show(checkpoint: IssuedCheckpoint, proofFrom: ConsistencyProof): Promise<WitnessAnswer> {
    try {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const answer = await this.attempt(checkpoint, proofFrom);
        if (answer !== undefined) return answer;
      }
      return { outcome: 'UNREACHABLE', reason: 'it goes on naming other sizes' };
    } catch (error) {
      return { outcome: 'UNREACHABLE', reason: String(error) };
    }
  }

  private async attempt(
    checkpoint: IssuedCheckpoint,
    proofFrom: ConsistencyProof,
  ): Promise<WitnessAnswer | undefined> {
    const from = Math.min(this.lastSize, checkpoint.size);
    const hashes = (await proofFrom(from)).map((hash) => `${base64(hash)}\n`).join('');
    const response = await fetch(`${this.address.url}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `old ${from}\n${hashes}\n${checkpoint.note}`,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = await response.text();
    if (response.status === 200) return this.cosigned(checkpoint, body);
    if (response.status === 422) return { outcome: 'DISAGREES', size: from };
    const size = response.status === 409 ? countIn(body.replace(/\n$/, '')) : undefined;
    if (size === undefined) return { outcome: 'UNREACHABLE', reason: `status ${response.status}` };
    if (size > checkpoint.size || size === from) return { outcome: 'DISAGREES', size };
    this.lastSize = size;
    return undefined;
  }

  private cosigned({ text, size }: IssuedCheckpoint, body: string): WitnessAnswer {
    for (const signature of parseSignatures(body) ?? []) {
      const { key } = this;
      if (signature.name !== key.name || signature.id !== key.id) continue;
      const holds = verifiedSignature(text, { key, signature }, nodeCryptography);
      if (holds?.seenAt === undefined) continue;
      this.lastSize = size;
      const { line, seenAt } = holds;
      return { outcome: 'COSIGNED', cosignature: { witness: key.text, line, seenAt } };
    }
    return { outcome: 'UNREACHABLE', reason: 'it answered without its signature' };
  }
}
