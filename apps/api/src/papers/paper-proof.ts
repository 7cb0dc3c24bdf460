import { must, type JsonObject } from '#kernel';
import { hex, parseNote, voucherLine, type VoucherProof } from '#libs/audit';
import { inclusionView, proveInclusion } from '../proof/audit-views.js';
import type { LogKeeper } from '../proof/log-keeper.js';

/** What a voucher or notice shows of its proof, among the rest of it. */
export type ProofOnPaper = JsonObject & {
  readonly qr: string;
  readonly leafHash: string;
  readonly size: number;
};

/** The proof of what a paper says, as JSON, with the line of its QR code. Formats: docs/audit-format.md. */
export const paperProof = async (keeper: LogKeeper, no: string, position: number): Promise<ProofOnPaper> => {
  const proof = await proveInclusion(keeper, position);
  const { checkpoint, leafHash, inclusion } = proof;
  const [signature] = must(parseNote(checkpoint.note), 'a stored note').signatures;
  const shown: VoucherProof = {
    no,
    position,
    leafHash,
    checkpoint,
    signature: must(signature, 'the log’s signature'),
    inclusion,
  };
  return {
    ...inclusionView(proof),
    leafHash: hex(leafHash),
    size: checkpoint.size,
    qr: voucherLine(shown),
  };
};

/** The leaf hash of the event at a position, in hexadecimal, once a checkpoint proves it. */
export const provenLeaf = async (keeper: LogKeeper, position: number): Promise<string> =>
  hex((await proveInclusion(keeper, position)).leafHash);
