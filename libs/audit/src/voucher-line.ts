import { base64, countIn, fromBase64, fromHex } from './notes/encoding.js';
import { checkpointText, type Checkpoint } from './notes/checkpoint.js';
import { noteOf, type NoteSignature } from './notes/note.js';
import { concat, HASH_BYTES } from './tree/hasher.js';

/** What a voucher's QR code says: where it was recorded, and the proof of it. */
export interface VoucherProof {
  readonly no: string;
  readonly position: number;
  readonly leafHash: Uint8Array;
  readonly checkpoint: Checkpoint;
  readonly signature: Pick<NoteSignature, 'id' | 'signature'>;
  readonly inclusion: readonly Uint8Array[];
}

const FORMAT = 'RP1';
const SEPARATOR = '+';
const ID_BYTES = 4;

const url64 = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const fromUrl64 = (text: string): Uint8Array | undefined => {
  if (!/^[\w-]*$/.test(text)) return undefined;
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
};

/** 凭证二维码：one line of ASCII, format RP1 of docs/audit-format.md. */
export const voucherLine = (proof: VoucherProof): string => {
  const { no, position, leafHash, checkpoint, signature, inclusion } = proof;
  const signed = concat([fromHex(signature.id) ?? new Uint8Array(ID_BYTES), signature.signature]);
  return [
    FORMAT,
    no,
    position,
    url64(leafHash),
    checkpoint.origin,
    checkpoint.size,
    url64(checkpoint.root),
    url64(signed),
    url64(concat(inclusion)),
  ].join(SEPARATOR);
};

/** A line read back: the voucher it names, where it was recorded, and the checkpoint as a note to be opened. */
export interface ReadVoucher {
  readonly no: string;
  readonly position: number;
  readonly leafHash: Uint8Array;
  readonly inclusion: readonly Uint8Array[];
  readonly note: string;
}

/** Reads the line of a QR code; nothing for text that is none. Nothing in it has been verified. */
export const parseVoucherLine = (line: string): ReadVoucher | undefined => {
  const [format, no = '', at = '', leaf = '', origin = '', size = '', top = '', signed = '', ...rest] =
    line.split(SEPARATOR);
  const [position, leaves] = [countIn(at), countIn(size)];
  const [leafHash, root, signature, hashes] = [leaf, top, signed, rest[0] ?? '-'].map(fromUrl64);
  if (format !== FORMAT || rest.length !== 1 || position === undefined || leaves === undefined)
    return undefined;
  if (!leafHash || !root || !signature || !hashes || hashes.length % HASH_BYTES !== 0) return undefined;
  const inclusion = Array.from({ length: hashes.length / HASH_BYTES }, (_, place) =>
    hashes.slice(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
  const text = checkpointText({ origin, size: leaves, root });
  return { no, position, leafHash, inclusion, note: noteOf(text, [`— ${origin} ${base64(signature)}`]) };
};
