import type { Cryptography, SignatureAlgorithm } from '../crypto/cryptography.js';
import { concat, sameBytes } from '../tree/hasher.js';
import { base64, fromBase64, hex, utf8 } from './encoding.js';

/** What a key signs: a note's text, or a note's text under the time at which a witness saw it. */
export type KeyUse = 'NOTE' | 'COSIGNATURE';

/** The bytes that say so at the head of an encoded key. 0xff goes before names that C2SP has not assigned. */
const TYPES: readonly {
  readonly algorithm: 'ed25519' | 'sm2';
  readonly use: KeyUse;
  readonly type: Uint8Array;
}[] = [
  { algorithm: 'ed25519', use: 'NOTE', type: Uint8Array.of(0x01) },
  { algorithm: 'ed25519', use: 'COSIGNATURE', type: Uint8Array.of(0x04) },
  { algorithm: 'sm2', use: 'NOTE', type: concat([Uint8Array.of(0xff), utf8('sm2-with-sm3/v1')]) },
  {
    algorithm: 'sm2',
    use: 'COSIGNATURE',
    type: concat([Uint8Array.of(0xff), utf8('sm2-with-sm3-cosignature/v1')]),
  },
];

/** Who signs, with what, and for what. */
export interface KeyDescription {
  readonly name: string;
  readonly algorithm: 'ed25519' | 'sm2';
  readonly use: KeyUse;
}

/** A public key as verifiers know it. */
export interface VerifierKey extends KeyDescription {
  /** Four bytes in hexadecimal; with the name it tells which key signed. */
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** `<name>+<id>+<base64(type, public key)>`. */
  readonly text: string;
}

/** The secret half: whoever has it can sign. */
export interface SignerKey {
  readonly verifier: VerifierKey;
  readonly secret: Uint8Array;
  /** `PRIVATE+KEY+<name>+<id>+<base64(type, secret)>`. */
  readonly text: string;
}

const SECRET_PREFIX = 'PRIVATE+KEY+';
const ID_BYTES = 4;

/** Non-empty, without white space or plus; names of logs and witnesses. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Z}\p{Cc}\p{Cs}]/u.test(name);

const typeOf = ({ algorithm, use }: Omit<KeyDescription, 'name'>): Uint8Array =>
  TYPES.find((row) => row.algorithm === algorithm && row.use === use)?.type ?? new Uint8Array(0);

/** A verifier's key from its public part. */
export const verifierKey = (
  description: KeyDescription,
  publicKey: Uint8Array,
  { sha256 }: Cryptography,
): VerifierKey => {
  const { name, algorithm, use } = description;
  const typed = concat([typeOf(description), publicKey]);
  const id = hex(sha256(concat([utf8(`${name}\n`), typed])).subarray(0, ID_BYTES));
  return { name, algorithm, use, id, publicKey, text: `${name}+${id}+${base64(typed)}` };
};

/** A signer's key from 32 secret bytes. */
export const signerKey = (
  description: KeyDescription,
  secret: Uint8Array,
  cryptography: Cryptography,
): SignerKey => {
  const publicKey = cryptography[description.algorithm].publicKeyOf(secret);
  const verifier = verifierKey(description, publicKey, cryptography);
  const typed = base64(concat([typeOf(description), secret]));
  return { verifier, secret, text: `${SECRET_PREFIX}${verifier.name}+${verifier.id}+${typed}` };
};

interface Parsed {
  readonly description: KeyDescription;
  readonly id: string;
  readonly material: Uint8Array;
}

const parsed = (
  text: string,
  bytesOf: (algorithm: SignatureAlgorithm) => number,
  cryptography: Cryptography,
): Parsed | undefined => {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text);
  const [, name = '', id = '', encoded = ''] = parts ?? [];
  const typed = fromBase64(encoded);
  if (typed === undefined || !isKeyName(name)) return undefined;
  for (const { algorithm, use, type } of TYPES) {
    const fits = typed.length === type.length + bytesOf(cryptography[algorithm]);
    if (!fits || !sameBytes(typed.subarray(0, type.length), type)) continue;
    return { description: { name, algorithm, use }, id, material: typed.slice(type.length) };
  }
  return undefined;
};

/** Reads a verifier's key; nothing for text that is none, or whose id does not follow from the rest. */
export const parseVerifierKey = (text: string, cryptography: Cryptography): VerifierKey | undefined => {
  const found = parsed(text, ({ publicBytes }) => publicBytes, cryptography);
  if (found === undefined) return undefined;
  const key = verifierKey(found.description, found.material, cryptography);
  return key.id === found.id ? key : undefined;
};

/** Reads a signer's key; nothing for text that is none, or whose id does not follow from the rest. */
export const parseSignerKey = (text: string, cryptography: Cryptography): SignerKey | undefined => {
  if (!text.startsWith(SECRET_PREFIX)) return undefined;
  const found = parsed(text.slice(SECRET_PREFIX.length), ({ secretBytes }) => secretBytes, cryptography);
  if (found === undefined) return undefined;
  const key = signerKey(found.description, found.material, cryptography);
  return key.verifier.id === found.id ? key : undefined;
};
