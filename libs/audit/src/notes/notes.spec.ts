import { must } from '#kernel';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { checkpointText, parseCheckpoint } from './checkpoint.js';
import { parseSignerKey, parseVerifierKey, signerKey, type KeyDescription } from './keys.js';
import { cosignatureLine, noteOf, openNote, parseNote, signatureLine } from './note.js';

const secretOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const key = (description: KeyDescription, byte: number) =>
  signerKey(description, secretOf(byte), pureCryptography);

const log = key({ name: 'ledger.example/320000', algorithm: 'ed25519', use: 'NOTE' }, 1);
const witness = key({ name: 'witness.example/w', algorithm: 'ed25519', use: 'COSIGNATURE' }, 2);
const gmLog = key({ name: 'ledger.example/320000/sm3', algorithm: 'sm2', use: 'NOTE' }, 3);
const gmWitness = key({ name: 'witness.example/gm', algorithm: 'sm2', use: 'COSIGNATURE' }, 4);
const all = [log, witness, gmLog, gmWitness];

const text = checkpointText({ origin: log.verifier.name, size: 7, root: new Uint8Array(32).fill(9) });
const seenAt = 1_795_000_000;
const lines = [
  signatureLine(text, log, pureCryptography),
  cosignatureLine(text, { key: witness, seenAt }, pureCryptography),
  signatureLine(text, gmLog, pureCryptography),
  cosignatureLine(text, { key: gmWitness, seenAt }, pureCryptography),
];
const note = noteOf(text, lines);

describe('keys', () => {
  it('are read as they are written, of all four kinds', () => {
    for (const { verifier, text: secretText } of all) {
      expect(parseVerifierKey(verifier.text, pureCryptography)).toEqual(verifier);
      expect(must(parseSignerKey(secretText, pureCryptography), secretText).verifier).toEqual(verifier);
    }
    expect(new Set(all.map(({ verifier }) => verifier.id)).size).toBe(4);
  });
  it('are refused when anything of them was changed', () => {
    for (const { verifier } of all) {
      const others = [
        verifier.text.replace(verifier.name, 'x'),
        verifier.text.replace('+', '+0'),
        verifier.text.slice(0, -4),
        `${verifier.text}=`,
        ` ${verifier.text}`,
      ];
      expect(others.map((other) => parseVerifierKey(other, pureCryptography))).toEqual(
        others.map(() => undefined),
      );
    }
  });
});

describe('a checkpoint', () => {
  it('carries signatures of Ed25519 and SM2 and co-signatures of both, with their time', () => {
    const opened = openNote(
      note,
      all.map(({ verifier }) => verifier),
      pureCryptography,
    );
    expect(opened).toMatchObject({ ok: true, text });
    const verified = opened.ok ? opened.verified : [];
    expect(verified.map((one) => [one.key.name, one.seenAt])).toEqual([
      ['ledger.example/320000', undefined],
      ['witness.example/w', seenAt],
      ['ledger.example/320000/sm3', undefined],
      ['witness.example/gm', seenAt],
    ]);
  });
  it('is spoilt by any change to its text or to the time a witness stated', () => {
    const laterTime = cosignatureLine(text, { key: witness, seenAt: seenAt + 1 }, pureCryptography);
    // Key id and time are the first sixteen characters, the signature is the rest.
    const start = must(lines[1], 'line').lastIndexOf(' ') + 1 + 16;
    const spliced = (line: string, other: string): string => line.slice(0, start) + other.slice(start);
    const forgeries = [
      note.replace('\n7\n', '\n8\n'),
      noteOf(text, [must(lines[0], 'line'), spliced(must(lines[1], 'line'), laterTime)]),
    ];
    const keys = [log.verifier, witness.verifier];
    expect(forgeries.map((forgery) => openNote(forgery, keys, pureCryptography))).toEqual([
      { ok: false, fault: 'INVALID' },
      { ok: false, fault: 'INVALID' },
    ]);
  });
  it('is not signed by a key of the other use with the same secret', () => {
    const asWitness = key({ ...log.verifier, use: 'COSIGNATURE' }, 1);
    expect(asWitness.verifier.id).not.toBe(log.verifier.id);
    expect(openNote(note, [asWitness.verifier], pureCryptography)).toEqual({
      ok: false,
      fault: 'UNVERIFIED',
    });
  });
  it('is read strictly', () => {
    const good = parseCheckpoint(text);
    expect(good).toMatchObject({ origin: log.verifier.name, size: 7 });
    const bad = [
      text.slice(0, -1),
      text.replace('\n7\n', '\n07\n'),
      text.replace('\n7\n', '\n-7\n'),
      text.replace('\n7\n', '\n9007199254740993\n'),
      text.replace('\n7\n', '\n'),
      `\n${text}`,
      text.replace('CQ', 'Q'),
      `${text}\n`,
    ];
    expect(bad.map(parseCheckpoint)).toEqual(bad.map(() => undefined));
    expect(parseCheckpoint(`${text}an extension\n`)).toEqual(good);
  });
  it('survives no cut and no flipped bit of its note', () => {
    const bytes = new TextEncoder().encode(noteOf(text, lines.slice(0, 1)));
    const passes = (changed: Uint8Array): boolean =>
      openNote(changed, [log.verifier], pureCryptography).ok &&
      new TextDecoder().decode(changed) !== new TextDecoder().decode(bytes);
    const cuts = Array.from(bytes, (_, end) => bytes.slice(0, end));
    const flips = Array.from(bytes, (_, place) => bytes.map((byte, at) => (at === place ? byte ^ 1 : byte)));
    expect([...cuts, ...flips].filter(passes)).toEqual([]);
  });
});

describe('a note', () => {
  it('ends its text at the last empty line', () => {
    expect(parseNote(`a\n\nb\n\n${lines[0]}\n`)?.text).toBe('a\n\nb\n');
  });
});
