import type { Cryptography } from './crypto/cryptography.js';
import { lineOfOrigin } from './log-line.js';
import { parseCheckpoint, type Checkpoint } from './notes/checkpoint.js';
import { countIn, fromBase64 } from './notes/encoding.js';
import type { VerifierKey } from './notes/keys.js';
import { openNote, parseNote } from './notes/note.js';
import { sameBytes } from './tree/hasher.js';
import { consistencyFault } from './tree/verify.js';

/** What a log asks of a witness: a checkpoint, and the proof that it continues the tree of `old` leaves. */
export interface AddCheckpoint {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

/** Co-sign this text; or refuse, with the status and text of C2SP tlog-witness. */
export type WitnessVerdict =
  | { readonly ok: true; readonly text: string; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly status: 400 | 403 | 404 | 409 | 422; readonly body: string };

/** What a witness knows: whose checkpoints it looks at, and the last one it has co-signed of each origin. */
export interface WitnessKnowledge {
  readonly logs: readonly VerifierKey[];
  readonly last: (origin: string) => Checkpoint | undefined;
}

/** No tree has a longer path. */
const MOST_HASHES = 63;

/** Reads the body of `add-checkpoint`; nothing for text that is none. */
export const parseAddCheckpoint = (body: string): AddCheckpoint | undefined => {
  const end = body.indexOf('\n\n');
  const [head = '', ...hashes] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = countIn(head.replace(/^old /, ''));
  const proof = hashes.map(fromBase64).filter((hash) => hash !== undefined);
  if (!head.startsWith('old ') || old === undefined) return undefined;
  if (proof.length !== hashes.length || proof.length > MOST_HASHES) return undefined;
  return { old, proof, note: body.slice(end + 2) };
};

const refusal = (status: 400 | 403 | 404 | 409 | 422, body: string): WitnessVerdict => ({
  ok: false,
  status,
  body: `${body}\n`,
});

/** Judges a request by C2SP tlog-witness: known log, its signature, the last size seen, and a tree that only grew. */
export const judgeCheckpoint = (
  body: string,
  knowledge: WitnessKnowledge,
  cryptography: Cryptography,
): WitnessVerdict => {
  const request = parseAddCheckpoint(body);
  const text = request && parseNote(request.note)?.text;
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (request === undefined || text === undefined || checkpoint === undefined)
    return refusal(400, 'this is no checkpoint with its proof');
  const keys = knowledge.logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return refusal(404, 'this log is not known here');
  if (!openNote(request.note, keys, cryptography).ok) return refusal(403, 'no signature of the log holds');
  if (request.old > checkpoint.size) return refusal(400, 'the old size exceeds the new one');
  const last = knowledge.last(checkpoint.origin);
  const fault = growthFault(request, { last, checkpoint }, cryptography);
  return fault ?? { ok: true, text, checkpoint };
};

const growthFault = (
  { old, proof }: AddCheckpoint,
  { last, checkpoint }: { readonly last: Checkpoint | undefined; readonly checkpoint: Checkpoint },
  cryptography: Cryptography,
): WitnessVerdict | undefined => {
  const { hasher } = lineOfOrigin(checkpoint.origin, cryptography);
  const { size, root } = checkpoint;
  const known = last?.size ?? 0;
  if (old !== known) return refusal(409, String(known));
  const oldRoot = last?.root ?? hasher.empty;
  if (old === size) {
    if (!sameBytes(root, oldRoot)) return refusal(409, String(known));
    return proof.length === 0 ? undefined : refusal(422, 'PROOF_LENGTH');
  }
  if (old === 0) return proof.length === 0 ? undefined : refusal(422, 'PROOF_LENGTH');
  const fault = consistencyFault({ oldSize: old, oldRoot, size, root, proof }, hasher);
  return fault === undefined ? undefined : refusal(422, fault);
};
