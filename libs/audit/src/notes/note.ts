import type { Cryptography } from '../crypto/cryptography.js';
import { concat } from '../tree/hasher.js';
import { base64, fromBase64, fromHex, fromUtf8, hex, utf8 } from './encoding.js';
import { isKeyName, type SignerKey, type VerifierKey } from './keys.js';

/** A line under a note: who says to have signed it, and the signature. */
export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
  /** As it stands in the note, without its newline. */
  readonly line: string;
}

/** A note taken apart; nothing of it has been verified. */
export interface Note {
  /** With its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that a known key made. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly line: string;
  /** Of a co-signature: when the witness saw the note, in seconds since 1970. */
  readonly seenAt?: number;
}

/**
 * MALFORMED: no note. UNVERIFIED: no signature of a known key. AMBIGUOUS: two of the known keys share name and id.
 * INVALID: a known key did not make the signature under its name.
 */
export type NoteFault = 'MALFORMED' | 'UNVERIFIED' | 'AMBIGUOUS' | 'INVALID';

export type OpenedNote =
  | { readonly ok: true; readonly text: string; readonly verified: readonly VerifiedSignature[] }
  | { readonly ok: false; readonly fault: NoteFault };

/** Notes are small; whoever signs one more than a hundred times wants something else. */
const MOST_SIGNATURES = 100;
const ID_BYTES = 4;
const TIME_BYTES = 8;

/** Half of a surrogate pair has no UTF-8; control characters below U+0020 are forbidden, but for the newline. */
const isPlain = (text: string): boolean =>
  !/\p{Cs}/u.test(text) && Array.from(text).every((character) => character >= ' ' || character === '\n');

const signatureIn = (line: string): NoteSignature | undefined => {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= ID_BYTES) return undefined;
  return { name, id: hex(bytes.subarray(0, ID_BYTES)), signature: bytes.slice(ID_BYTES), line };
};

/** Reads signature lines, each ending with a newline; nothing when one is none. */
export const parseSignatures = (lines: string): readonly NoteSignature[] | undefined => {
  if (!lines.endsWith('\n')) return undefined;
  const found = lines.slice(0, -1).split('\n').map(signatureIn);
  const signatures = found.filter((signature) => signature !== undefined);
  return signatures.length === found.length && found.length <= MOST_SIGNATURES ? signatures : undefined;
};

/** Takes a signed note apart (C2SP signed-note); nothing for what is none. */
export const parseNote = (note: string | Uint8Array): Note | undefined => {
  const whole = typeof note === 'string' ? note : fromUtf8(note);
  if (whole === undefined || !isPlain(whole)) return undefined;
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const signatures = parseSignatures(whole.slice(end + 2));
  return signatures && { text: whole.slice(0, end + 1), signatures };
};

/** The bytes a witness signs: C2SP tlog-cosignature, `cosignature/v1`. */
const cosigned = (text: string, seenAt: bigint): Uint8Array =>
  utf8(`cosignature/v1\ntime ${seenAt}\n${text}`);

/** Whether a key made a signature under a text; nothing when it did not. */
export const verifiedSignature = (
  text: string,
  { key, signature }: { readonly key: VerifierKey; readonly signature: NoteSignature },
  cryptography: Cryptography,
): VerifiedSignature | undefined => {
  const { publicKey } = key;
  const algorithm = cryptography[key.algorithm];
  const { line } = signature;
  if (key.use === 'NOTE') {
    const holds = algorithm.verify({ message: utf8(text), signature: signature.signature, publicKey });
    return holds ? { key, line } : undefined;
  }
  if (signature.signature.length <= TIME_BYTES) return undefined;
  const seenAt = BigInt(`0x${hex(signature.signature.subarray(0, TIME_BYTES))}`);
  if (seenAt > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const made = signature.signature.subarray(TIME_BYTES);
  const holds = algorithm.verify({ message: cosigned(text, seenAt), signature: made, publicKey });
  return holds ? { key, line, seenAt: Number(seenAt) } : undefined;
};

/**
 * Opens a note with the keys one knows: signatures of others are passed over, one bad signature under a known name
 * and id spoils the note, and at least one must hold.
 */
export const openNote = (
  note: string | Uint8Array,
  keys: readonly VerifierKey[],
  cryptography: Cryptography,
): OpenedNote => {
  const parts = parseNote(note);
  if (parts === undefined) return { ok: false, fault: 'MALFORMED' };
  const verified: VerifiedSignature[] = [];
  for (const signature of parts.signatures) {
    const [key, ...others] = keys.filter(({ name, id }) => name === signature.name && id === signature.id);
    if (key === undefined || verified.some((known) => known.key === key)) continue;
    if (others.length > 0) return { ok: false, fault: 'AMBIGUOUS' };
    const holds = verifiedSignature(parts.text, { key, signature }, cryptography);
    if (holds === undefined) return { ok: false, fault: 'INVALID' };
    verified.push(holds);
  }
  return verified.length > 0 ? { ok: true, text: parts.text, verified } : { ok: false, fault: 'UNVERIFIED' };
};

const lineOf = ({ verifier: { name, id } }: SignerKey, signature: Uint8Array): string =>
  `— ${name} ${base64(concat([fromHex(id) ?? new Uint8Array(ID_BYTES), signature]))}`;

/** The line by which a key signs a text; the text ends with a newline. */
export const signatureLine = (text: string, key: SignerKey, cryptography: Cryptography): string =>
  lineOf(key, cryptography[key.verifier.algorithm].sign(utf8(text), key.secret));

/** The line by which a witness says when it saw a text, in seconds since 1970. */
export const cosignatureLine = (
  text: string,
  { key, seenAt }: { readonly key: SignerKey; readonly seenAt: number },
  cryptography: Cryptography,
): string => {
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(seenAt));
  const made = cryptography[key.verifier.algorithm].sign(cosigned(text, BigInt(seenAt)), key.secret);
  return lineOf(key, concat([time, made]));
};

/** A text with its signature lines. */
export const noteOf = (text: string, lines: readonly string[]): string =>
  `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
