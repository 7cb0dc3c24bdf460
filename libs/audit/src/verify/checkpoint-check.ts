import type { Cryptography } from '../crypto/cryptography.js';
import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseVerifierKey, type VerifierKey } from '../notes/keys.js';
import { parseNote, verifiedSignature, type Note } from '../notes/note.js';
import type { LogKeys } from '../pack/keys-file.js';
import type { Findings } from './findings.js';

/** A checkpoint whose signature holds. */
export interface CheckedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  /** Names of witnesses whose co-signatures hold, and when they saw it, in seconds since 1970. */
  readonly witnesses: readonly { readonly name: string; readonly seenAt: number }[];
}

/** One log with its keys read; undefined where a text is no key. */
export interface CheckedLog extends LogKeys {
  keyFor(size: number): VerifierKey | undefined;
  readonly witnessKeys: readonly VerifierKey[];
}

export const checkedLog = (log: LogKeys, cryptography: Cryptography): CheckedLog | undefined => {
  const periods = log.keys.map(({ key, fromSize }) => ({
    fromSize,
    key: parseVerifierKey(key, cryptography),
  }));
  const witnessKeys = log.witnesses.map((text) => parseVerifierKey(text, cryptography));
  const known = witnessKeys.filter((key) => key !== undefined);
  const sound =
    periods.every(({ key }) => key?.name === log.origin && key.use === 'NOTE') &&
    known.length === witnessKeys.length &&
    known.every(({ use }) => use === 'COSIGNATURE');
  if (!sound) return undefined;
  return {
    ...log,
    witnessKeys: known,
    keyFor: (size) => periods.findLast(({ fromSize }) => fromSize <= size)?.key,
  };
};

const signedBy = (note: Note, key: VerifierKey | undefined, cryptography: Cryptography) => {
  const signature = note.signatures.find(({ name, id }) => name === key?.name && id === key.id);
  if (key === undefined || signature === undefined) return { present: false } as const;
  return { present: true, holds: verifiedSignature(note.text, { key, signature }, cryptography) } as const;
};

/**
 * The checkpoints among some notes that the logs' keys in force have signed. Whatever does not hold is a finding; a
 * co-signature of a witness that the pack does not know says nothing.
 */
export const checkCheckpoints = (
  notes: readonly string[],
  { logs, cryptography }: { readonly logs: readonly CheckedLog[]; readonly cryptography: Cryptography },
  findings: Findings,
): readonly CheckedCheckpoint[] =>
  notes.flatMap((text) => {
    const note = parseNote(text);
    const checkpoint = note && parseCheckpoint(note.text);
    const log = logs.find(({ origin }) => origin === checkpoint?.origin);
    if (note === undefined || checkpoint === undefined || log === undefined) {
      findings.add('CHECKPOINT_FORM', checkpoint && { position: checkpoint.size });
      return [];
    }
    const position = checkpoint.size;
    const signed = signedBy(note, log.keyFor(position), cryptography);
    if (!signed.present || signed.holds === undefined) {
      findings.add('CHECKPOINT_SIGNATURE', { position });
      return [];
    }
    const witnesses = log.witnessKeys.flatMap((key) => {
      const seen = signedBy(note, key, cryptography);
      if (!seen.present) return [];
      if (seen.holds === undefined) findings.add('COSIGNATURE', { position, field: key.name });
      return seen.holds?.seenAt === undefined ? [] : [{ name: key.name, seenAt: seen.holds.seenAt }];
    });
    return [{ ...checkpoint, note: text, witnesses }];
  });
