import { must } from '#kernel';
import { pureCryptography } from './crypto/pure-cryptography.js';
import { checkpointText, type Checkpoint } from './notes/checkpoint.js';
import { base64, utf8 } from './notes/encoding.js';
import { signerKey } from './notes/keys.js';
import { noteOf, openNote, signatureLine } from './notes/note.js';
import { treeHasher } from './tree/hasher.js';
import { rootsOf } from './tree/proofs.js';
import { consistencyRanges } from './tree/ranges.js';
import { TileTree } from './tree/tile-tree.js';
import { parseVoucherLine, voucherLine } from './voucher-line.js';
import { judgeCheckpoint } from './witness.js';

const origin = 'ledger.example/1';
const keyOf = (byte: number) =>
  signerKey(
    { name: origin, algorithm: 'ed25519', use: 'NOTE' },
    new Uint8Array(32).fill(byte),
    pureCryptography,
  );
const [log, stranger] = [keyOf(1), keyOf(2)];
const hasher = treeHasher(pureCryptography.sha256);

/** A log whose leaves are words; another word anywhere is a fork. */
const grown = (words: readonly string[]): TileTree => {
  const tree = new TileTree(hasher);
  words.forEach((word) => tree.append(hasher.leaf(utf8(word))));
  return tree;
};
const words = Array.from({ length: 9 }, (_, index) => `word ${index}`);
const checkpointOf = (tree: TileTree): Checkpoint => ({ origin, size: tree.size, root: tree.root() });
const seen = (count: number): Checkpoint => checkpointOf(grown(words.slice(0, count)));

const requested = (tree: TileTree, old: number, { key = log, from = old } = {}): string => {
  const text = checkpointText(checkpointOf(tree));
  const proof = rootsOf(consistencyRanges(Math.min(from, tree.size), tree.size), hasher, (place) =>
    must(tree.partial(place), 'tile'),
  );
  const note = noteOf(text, [signatureLine(text, key, pureCryptography)]);
  return `old ${old}\n${proof.map((hash) => `${base64(hash)}\n`).join('')}\n${note}`;
};
const judged = (body: string, last?: Checkpoint): string => {
  const knowledge = { logs: [log.verifier], last: () => last };
  const verdict = judgeCheckpoint(body, knowledge, pureCryptography);
  return verdict.ok ? 'OK' : `${verdict.status} ${verdict.body.trim()}`;
};

describe('a witness', () => {
  it('takes a first checkpoint, one that has grown, and the same once more', () => {
    expect([
      judged(requested(grown(words), 0)),
      judged(requested(grown(words), 5), seen(5)),
      judged(requested(grown(words), 9), seen(9)),
    ]).toEqual(['OK', 'OK', 'OK']);
  });
  it('names the size it knows to whoever starts from another, so also to a log rolled back', () => {
    expect([
      judged(requested(grown(words), 3), seen(5)),
      judged(requested(grown(words.slice(0, 4)), 4), seen(5)),
      judged(requested(grown(words), 0), seen(5)),
    ]).toEqual(['409 5', '409 5', '409 5']);
  });
  it('refuses a fork, of the same size and of a larger one', () => {
    const forked = words.with(2, 'another word');
    expect([
      judged(requested(grown(forked.slice(0, 5)), 5), seen(5)),
      judged(requested(grown(forked), 5), seen(5)),
    ]).toEqual(['409 5', '422 OLD_ROOT_DIFFERS']);
  });
  it('refuses a proof that is missing, one too many, or none at all', () => {
    const missing = requested(grown(words), 5).replace(/\n[^\n]+\n/, '\n');
    expect([
      judged(missing, seen(5)),
      judged(requested(grown(words), 0, { from: 5 })),
      judged(requested(grown(words), 99), seen(5)),
      judged('old 5\n'),
      judged(''),
    ]).toEqual([
      expect.stringMatching(/^422 /),
      '422 PROOF_LENGTH',
      '400 the old size exceeds the new one',
      '400 this is no checkpoint with its proof',
      '400 this is no checkpoint with its proof',
    ]);
  });
  it('does not know other logs, nor the key of a stranger', () => {
    const other = requested(grown(words), 0).replaceAll(origin, 'ledger.example/2');
    expect([judged(other), judged(requested(grown(words), 0, { key: stranger }))]).toEqual([
      '404 this log is not known here',
      '403 no signature of the log holds',
    ]);
  });
});

describe('the line of a voucher’s QR code', () => {
  const tree = grown(words);
  const checkpoint = checkpointOf(tree);
  const text = checkpointText(checkpoint);
  const opened = openNote(
    noteOf(text, [signatureLine(text, log, pureCryptography)]),
    [log.verifier],
    pureCryptography,
  );
  const proofOf = (hashes: number) => ({
    no: 'PZ-320583-2026-000001',
    position: 3,
    leafHash: hasher.leaf(utf8('word 2')),
    checkpoint,
    signature: { id: log.verifier.id, signature: pureCryptography.ed25519.sign(utf8(text), log.secret) },
    inclusion: Array.from({ length: hashes }, (_, index) => hasher.leaf(utf8(`${index}`))),
  });

  it('is read back whole, with a note that opens', () => {
    const read = must(parseVoucherLine(voucherLine(proofOf(4))), 'a line');
    const { no, position, leafHash, inclusion } = proofOf(4);
    expect(read).toMatchObject({ no, position, leafHash, inclusion });
    expect(openNote(read.note, [log.verifier], pureCryptography)).toEqual(opened);
    expect(parseVoucherLine(voucherLine(proofOf(0)))?.inclusion).toEqual([]);
  });
  it('fits one code at error correction M, even at a thousand million events', () => {
    const lengths = [0, 9, 20, 30].map((hashes) => voucherLine(proofOf(hashes)).length);
    expect(lengths).toEqual([227, 611, 1_081, 1_507]);
    expect(lengths.every((length) => length <= 2_331)).toBe(true);
  });
  it('is refused when a part is missing, added or no number', () => {
    const line = voucherLine(proofOf(4));
    const bad = [line.slice(0, -1), `${line}+x`, line.replace('RP1', 'RP2'), line.replace('+3+', '+x+'), ''];
    expect(bad.map(parseVoucherLine)).toEqual(bad.map(() => undefined));
  });
});
