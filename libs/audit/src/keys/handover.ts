import type { Cryptography } from '../crypto/cryptography.js';
import type { KeyChange } from '../contract/index.js';
import { parseVerifierKey, type SignerKey } from '../notes/keys.js';
import { noteOf, openNote, signatureLine } from '../notes/note.js';

/** What an outgoing key signs: that this key takes its place, by this decision. */
const handoverText = ({ oldKey, newKey }: KeyChange, decisionNo: string): string =>
  `reserve-pool/key-rotation/1\n${oldKey}\n${newKey}\n${decisionNo}\n`;

/** 交接签名: a change of keys signed by the key that gives way, in base64 with its id as in a note. */
export const signedChange = (
  change: KeyChange,
  { key, decisionNo }: { readonly key: SignerKey; readonly decisionNo: string },
  cryptography: Cryptography,
): KeyChange => {
  const line = signatureLine(handoverText(change, decisionNo), key, cryptography);
  return { ...change, signature: line.slice(line.lastIndexOf(' ') + 1) };
};

/** Whether the key that gives way has signed the change; never throws for what an enemy may have written. */
export const isHandedOver = (change: KeyChange, decisionNo: string, cryptography: Cryptography): boolean => {
  const key = parseVerifierKey(change.oldKey, cryptography);
  if (key === undefined || change.signature === undefined) return false;
  const text = handoverText(change, decisionNo);
  const opened = openNote(noteOf(text, [`— ${key.name} ${change.signature}`]), [key], cryptography);
  return opened.ok && opened.text === text;
};
