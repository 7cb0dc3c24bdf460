import { vectorLines, vectors } from '../../../test/support/vectors.js';
import { pureCryptography, pureSm2 } from './crypto/pure-cryptography.js';
import { parseCheckpoint } from './notes/checkpoint.js';
import { base64, fromBase64, fromHex, hex, utf8 } from './notes/encoding.js';
import { parseSignerKey, parseVerifierKey } from './notes/keys.js';
import { noteOf, openNote, signatureLine } from './notes/note.js';
import { Frontier } from './tree/frontier.js';
import { concat, treeHasher, type Hash } from './tree/hasher.js';
import { TileTree } from './tree/tile-tree.js';
import { tilePath } from './tree/tiles.js';
import { consistencyFault, inclusionFault } from './tree/verify.js';
import { must } from '#kernel';

const sha256 = treeHasher(pureCryptography.sha256);
const bytes = (text: string): Uint8Array => must(fromHex(text), 'hexadecimal');
const decoded = (text: string | null): Uint8Array => must(fromBase64(text ?? ''), 'base64');

/** A file of vectors; its suite is skipped by name where the folder is absent. */
const suite = <T>(file: string, data: T | undefined, tests: (data: T) => void): void => {
  const whereThere = data === undefined ? describe.skip : describe;
  whereThere(`vectors of ${file}`, () => {
    if (data === undefined) it('are not there', () => undefined);
    else tests(data);
  });
};

interface TreeVectors {
  readonly leafInputsHex: readonly string[];
  readonly rootByTreeSize: readonly string[];
  readonly nodeHashesByLevel: readonly (readonly string[])[];
  readonly hasher: readonly {
    readonly what: string;
    readonly dataHex?: string;
    readonly leftHex?: string;
    readonly rightHex?: string;
    readonly hash: string;
  }[];
}

suite('rfc6962-tree.json', vectors('rfc6962-tree.json') as TreeVectors | undefined, (tree) => {
  it('gives the 9 roots, the 15 nodes and the 4 hashes', () => {
    const leaves = tree.leafInputsHex.map((leaf) => sha256.leaf(bytes(leaf)));
    const frontier = new Frontier(sha256);
    const roots = [frontier.root()];
    for (const leaf of leaves) {
      frontier.append(leaf);
      roots.push(frontier.root());
    }
    const levels = [leaves];
    for (let level = leaves; level.length > 1; levels.push(level)) {
      level = level.flatMap((left, place) => {
        const right = level[place + 1];
        return place % 2 === 0 && right ? [sha256.node(left, right)] : [];
      });
    }
    const hashes = tree.hasher.map(({ what, dataHex = '', leftHex = '', rightHex = '' }) => {
      if (what === 'empty root') return sha256.empty;
      return what === 'leaf' ? sha256.leaf(bytes(dataHex)) : sha256.node(bytes(leftHex), bytes(rightHex));
    });
    expect(roots.map(hex)).toEqual(tree.rootByTreeSize);
    expect(levels.map((level) => level.map(hex))).toEqual(tree.nodeHashesByLevel);
    expect(hashes.map(hex)).toEqual(tree.hasher.map(({ hash }) => hash));
    expect([roots.length, levels.flat().length, hashes.length]).toEqual([9, 15, 4]);
  });
});

interface ProofVector {
  readonly file: string;
  readonly kind: 'inclusion' | 'consistency';
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly leafHash: string | null;
  readonly root: string | null;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string | null;
  readonly root2: string | null;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

const faultOf = (vector: ProofVector): string | undefined => {
  const proof = (vector.proof ?? []).map(decoded);
  if (vector.kind === 'inclusion') {
    const { leafIdx: index, treeSize: size } = vector;
    const [leafHash, root] = [decoded(vector.leafHash), decoded(vector.root)];
    return inclusionFault({ index, size, leafHash, root, proof }, sha256);
  }
  const { size1: oldSize, size2: size } = vector;
  const [oldRoot, root] = [decoded(vector.root1), decoded(vector.root2)];
  return consistencyFault({ oldSize, size, oldRoot, root, proof }, sha256);
};

suite('rfc6962-proofs.jsonl', vectorLines('rfc6962-proofs.jsonl') as ProofVector[] | undefined, (proofs) => {
  it('are 98 of each kind, of which 6 each hold', () => {
    const count = (kind: string, wantErr: boolean): number =>
      proofs.filter((proof) => proof.kind === kind && proof.wantErr === wantErr).length;
    const counts = [count('inclusion', false), count('inclusion', true), count('consistency', false)];
    expect([...counts, count('consistency', true)]).toEqual([6, 92, 6, 92]);
  });
  it('are accepted or refused as they should be', () => {
    expect(proofs.filter((proof) => (faultOf(proof) !== undefined) !== proof.wantErr)).toEqual([]);
  });
});

interface NoteVectors {
  readonly badVkeys: readonly string[];
  readonly signerSeedNote: { readonly skey: string; readonly text: string; readonly note: string };
  readonly notes: readonly {
    readonly name: string;
    readonly noteBase64: string;
    readonly vkeys: readonly string[];
    readonly result: string;
    readonly verified: readonly string[];
  }[];
}

suite('signed-note.json', vectors('signed-note.json') as NoteVectors | undefined, (file) => {
  it('are 14 notes, each opened or refused as it should be', () => {
    const results = file.notes.map(({ noteBase64, vkeys }) => {
      const keys = vkeys.map((text) => must(parseVerifierKey(text, pureCryptography), text));
      const opened = openNote(decoded(noteBase64), keys, pureCryptography);
      return opened.ok
        ? ['ok', opened.verified.map(({ key }) => key.name)]
        : [opened.fault.toLowerCase(), []];
    });
    expect(results).toEqual(file.notes.map(({ result, verified }) => [result, verified]));
    expect(results).toHaveLength(14);
  });
  it('are 2 keys that are refused', () => {
    expect(file.badVkeys.map((text) => parseVerifierKey(text, pureCryptography))).toEqual([
      undefined,
      undefined,
    ]);
  });
  it('is 1 key that signs a text to the very bytes', () => {
    const { skey, text, note } = file.signerSeedNote;
    const key = must(parseSignerKey(skey, pureCryptography), 'signer key');
    expect(noteOf(text, [signatureLine(text, key, pureCryptography)])).toBe(note);
    expect(key.text).toBe(skey);
  });
});

interface TestLog {
  readonly origin: string;
  readonly vkey: string;
  readonly entries: readonly string[];
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly tilesHex: Readonly<Record<string, string>>;
  readonly entryBundlesHex: Readonly<Record<string, string>>;
}

/** The entries of a bundle: each after its length in two bytes. */
const entriesIn = (bundle: Uint8Array): readonly Uint8Array[] => {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const end = at + 2 + new DataView(bundle.buffer, bundle.byteOffset).getUint16(at);
    found.push(bundle.slice(at + 2, end));
    at = end;
  }
  return found;
};

suite('tlog-tiles-testlog.json', vectors('tlog-tiles-testlog.json') as TestLog | undefined, (log) => {
  const key = must(parseVerifierKey(log.vkey, pureCryptography), log.vkey);

  it('gives the 16 signed checkpoints and the 15 tiles from its entries', () => {
    const tree = new TileTree(sha256);
    const tiles: Record<string, string> = {};
    const roots = [tree.root()];
    for (const entry of log.entries) {
      tree.append(sha256.leaf(utf8(entry)));
      const place = { level: 0, index: 0 };
      tiles[tilePath(place, tree.size)] = hex(must(tree.partial(place), 'the only tile').hashes);
      roots.push(tree.root());
    }
    expect(tiles).toEqual(log.tilesHex);
    const claimed = roots.map((_, size) => {
      const opened = openNote(log.checkpoints[size] ?? '', [key], pureCryptography);
      return opened.ok ? parseCheckpoint(opened.text) : opened.fault;
    });
    expect(claimed).toEqual(roots.map((root, size) => ({ origin: log.origin, size, root })));
    expect([roots.length, Object.keys(tiles).length]).toEqual([16, 15]);
  });
  it('has the same leaves in its 15 entry bundles', () => {
    const bundles = Object.values(log.entryBundlesHex).map((bundle) =>
      entriesIn(bytes(bundle)).map((entry) => new TextDecoder().decode(entry)),
    );
    expect(bundles.toSorted((a, b) => a.length - b.length)).toEqual(
      log.entries.map((_, last) => log.entries.slice(0, last + 1)),
    );
  });
});

interface Wycheproof<T> {
  readonly numberOfTests: number;
  readonly testGroups: readonly T[];
}
interface Ed25519Group {
  readonly publicKey: { readonly pk: string };
  readonly tests: readonly {
    readonly tcId: number;
    readonly msg: string;
    readonly sig: string;
    readonly result: string;
  }[];
}

suite(
  'wycheproof_ed25519_test.json',
  vectors('wycheproof_ed25519_test.json') as Wycheproof<Ed25519Group> | undefined,
  ({ numberOfTests, testGroups }) => {
    it('are 151 signatures, each accepted or refused as it should be', () => {
      const wrong = testGroups.flatMap(({ publicKey: { pk }, tests }) =>
        tests.filter(({ msg, sig, result }) => {
          const claim = { message: bytes(msg), signature: bytes(sig), publicKey: bytes(pk) };
          return pureCryptography.ed25519.verify(claim) !== (result === 'valid');
        }),
      );
      expect(wrong).toEqual([]);
      expect([numberOfTests, testGroups.flatMap(({ tests }) => tests).length]).toEqual([151, 151]);
    });
  },
);

interface MacGroup {
  readonly tagSize: number;
  readonly tests: readonly {
    readonly key: string;
    readonly msg: string;
    readonly tag: string;
    readonly result: string;
  }[];
}

const BLOCK = 64;
/** RFC 2104. The product needs no HMAC; these cases try SM3 on inputs of many lengths. */
const hmac = (hash: Hash, key: Uint8Array, message: Uint8Array): Uint8Array => {
  const block = concat([key.length > BLOCK ? hash(key) : key, new Uint8Array(BLOCK)]).slice(0, BLOCK);
  const padded = (pad: number): Uint8Array => block.map((byte) => byte ^ pad);
  return hash(concat([padded(0x5c), hash(concat([padded(0x36), message]))]));
};

suite(
  'wycheproof_hmac_sm3_test.json',
  vectors('wycheproof_hmac_sm3_test.json') as Wycheproof<MacGroup> | undefined,
  ({ numberOfTests, testGroups }) => {
    it('are 174 tags, each accepted or refused as it should be', () => {
      const wrong = testGroups.flatMap(({ tagSize, tests }) =>
        tests.filter(({ key, msg, tag, result }) => {
          const made = hmac(pureCryptography.sm3, bytes(key), bytes(msg)).subarray(0, tagSize / 8);
          return (hex(made) === tag) !== (result === 'valid');
        }),
      );
      expect(wrong).toEqual([]);
      expect([numberOfTests, testGroups.flatMap(({ tests }) => tests).length]).toEqual([174, 174]);
    });
  },
);

interface GmVectors {
  readonly sign: Readonly<Record<'d' | 'x' | 'y' | 'message' | 'r' | 's', string>>;
  readonly sm3: readonly { readonly in: string; readonly out: string }[];
}

/** SEQUENCE of two INTEGERs. */
const der = (...numbers: readonly string[]): Uint8Array => {
  const integers = numbers.map((number) => {
    const value = bytes(number);
    const positive = (value[0] ?? 0) > 0x7f ? concat([Uint8Array.of(0), value]) : value;
    return concat([Uint8Array.of(0x02, positive.length), positive]);
  });
  const content = concat(integers);
  return concat([Uint8Array.of(0x30, content.length), content]);
};

suite('gm-sm2-sm3-sm4.json', vectors('gm-sm2-sm3-sm4.json') as GmVectors | undefined, (gm) => {
  it('are 7 digests of SM3', () => {
    const digests = gm.sm3.map((sample) => hex(pureCryptography.sm3(bytes(sample.in))));
    expect(digests).toEqual(gm.sm3.map(({ out }) => out.toLowerCase()));
    expect(digests).toHaveLength(7);
  });
  it('is 1 signature of SM2, by its key over its message and no other', () => {
    const { d, x, y, message, r, s } = gm.sign;
    const claim = { message: utf8(message), signature: der(r, s), publicKey: bytes(`04${x}${y}`) };
    expect(hex(pureSm2.publicKeyOf(bytes(d)))).toBe(hex(claim.publicKey));
    const verdicts = [
      claim,
      { ...claim, message: utf8('message digesT') },
      { ...claim, signature: der(s, r) },
    ];
    expect(verdicts.map((one) => pureSm2.verify(one))).toEqual([true, false, false]);
  });
});

describe('base64', () => {
  it('is read as it is written and no other way', () => {
    expect(base64(utf8('ab'))).toBe('YWI=');
    expect(
      ['YWI=', 'YWJ=', 'YWI', 'YWI=\n', ' YWI=', 'YW-_'].map((text) => fromBase64(text) !== undefined),
    ).toEqual([true, false, false, false, false, false]);
  });
});
