import { hash } from 'node:crypto';
import fc from 'fast-check';
import { must } from '#kernel';
import { lawRuns } from '../../../../test/support/runs.js';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { utf8 } from '../notes/encoding.js';
import { Frontier } from './frontier.js';
import { concat, sameBytes, treeHasher } from './hasher.js';
import { rootsOf } from './proofs.js';
import { consistencyRanges, inclusionRanges, type Range } from './ranges.js';
import { TileTree } from './tile-tree.js';
import { tilePath, type Tile, type TilePlace } from './tiles.js';
import { consistencyFault, inclusionFault, type ConsistencyClaim, type InclusionClaim } from './verify.js';

const MOST_LEAVES = 2_000;
const sha256 = treeHasher((bytes) => hash('sha256', bytes, 'buffer'));

const leaves = Array.from({ length: MOST_LEAVES }, (_, index) => sha256.leaf(utf8(`leaf ${index}`)));
const leafAt = (index: number): Uint8Array => must(leaves[index], `leaf ${index}`);

/** A tree of the first `size` leaves with all its tiles, as a server keeps them. */
const treeOf = (size: number): { tree: TileTree; tileAt: (place: TilePlace) => Tile } => {
  const tree = new TileTree(sha256);
  const full = new Map<string, Tile>();
  for (const leaf of leaves.slice(0, size))
    for (const tile of tree.append(leaf)) full.set(tilePath(tile), tile);
  const tileAt = (place: TilePlace): Tile =>
    must(full.get(tilePath(place)) ?? tree.partial(place), tilePath(place));
  return { tree, tileAt };
};
const grown = treeOf(MOST_LEAVES);
const rootsIn = (ranges: readonly Range[]): readonly Uint8Array[] => rootsOf(ranges, sha256, grown.tileAt);

/** The definition of RFC 6962, 2.1, word for word. */
const definedRoot = ({ start, end }: Range): Uint8Array => {
  if (end - start === 0) return sha256.empty;
  if (end - start === 1) return leafAt(start);
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return sha256.node(definedRoot({ start, end: start + half }), definedRoot({ start: start + half, end }));
};
const roots = new Map<number, Uint8Array>();
const rootAt = (size: number): Uint8Array => {
  const known = roots.get(size) ?? definedRoot({ start: 0, end: size });
  roots.set(size, known);
  return known;
};

const sizes = fc.integer({ min: 1, max: MOST_LEAVES });
const leafInTree = sizes.chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
const twoSizes = fc.tuple(sizes, sizes).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const inclusion = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leafHash: leafAt(index),
  root: rootAt(size),
  proof: rootsIn(inclusionRanges(index, size)),
});
const consistency = (oldSize: number, size: number): ConsistencyClaim => ({
  oldSize,
  size,
  oldRoot: rootAt(oldSize),
  root: rootAt(size),
  proof: rootsIn(consistencyRanges(oldSize, size)),
});

/** The same bytes but for one bit. */
const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, place) => (place === Math.floor(bit / 8) % bytes.length ? byte ^ (1 << (bit % 8)) : byte));
const withFlip = (proof: readonly Uint8Array[], which: number, bit: number): readonly Uint8Array[] =>
  proof.map((part, place) => (place === which % proof.length ? flipped(part, bit) : part));

describe('the tree', () => {
  it('has the same root by its definition, its frontier and its tiles, at every size to 600 and at 2,000', () => {
    const frontier = new Frontier(sha256);
    const tiled = new TileTree(sha256);
    const wrong: number[] = [];
    for (let size = 1; size <= MOST_LEAVES; size += 1) {
      frontier.append(leafAt(size - 1));
      tiled.append(leafAt(size - 1));
      if (size > 600 && size < MOST_LEAVES) continue;
      const expected = rootAt(size);
      if (!sameBytes(frontier.root(), expected) || !sameBytes(tiled.root(), expected)) wrong.push(size);
    }
    expect(wrong).toEqual([]);
  });

  it('goes on from its full tiles as if it had never stopped', async () => {
    const load = (level: number, from: number, to: number): Promise<readonly Tile[]> =>
      Promise.resolve(
        Array.from({ length: to - from }, (_, place) => grown.tileAt({ level, index: from + place })),
      );
    for (const tiles of [0, 1, 7]) {
      const tree = await TileTree.afterFullTiles(sha256, tiles, load);
      for (const leaf of leaves.slice(tiles * 256)) tree.append(leaf);
      expect([tree.size, tree.root()]).toEqual([MOST_LEAVES, rootAt(MOST_LEAVES)]);
    }
  });

  it('goes on over a level that has filled', async () => {
    const whole = new TileTree(sha256);
    const frontier = new Frontier(sha256);
    const told = new TileTree(sha256);
    const tiles = new Map<string, Tile>();
    const wrong: number[] = [];
    const count = 256 * 258 + 3;
    const leaf = (index: number): Uint8Array => leafAt(index % MOST_LEAVES);
    for (let index = 0; index < count; index += 1) {
      frontier.append(leaf(index));
      for (const tile of whole.append(leaf(index))) tiles.set(tilePath(tile), tile);
      for (const tile of told.append(leaf(index), frontier.completed))
        if (!sameBytes(tile.hashes, must(tiles.get(tilePath(tile)), 'a tile').hashes)) wrong.push(index);
    }
    expect([wrong, told.root()]).toEqual([[], frontier.root()]);
    const tree = await TileTree.afterFullTiles(sha256, 258, (level, from, to) =>
      Promise.resolve(
        Array.from({ length: to - from }, (_, place) => {
          const path = tilePath({ level, index: from + place });
          return must(tiles.get(path), path);
        }),
      ),
    );
    for (let index = 256 * 258; index < count; index += 1) tree.append(leaf(index));
    expect([tree.size, tree.root()]).toEqual([whole.size, whole.root()]);
  });

  it('is another one under SM3, with the same proofs holding', () => {
    const sm3 = treeHasher(pureCryptography.sm3);
    const tree = new TileTree(sm3);
    const own = leaves.slice(0, 11).map((leaf) => sm3.leaf(leaf));
    own.forEach((leaf) => tree.append(leaf));
    const tileAt = (place: TilePlace): Tile => must(tree.partial(place), tilePath(place));
    const proof = rootsOf(inclusionRanges(4, 11), sm3, tileAt);
    const claim = { index: 4, size: 11, leafHash: must(own[4], 'leaf'), root: tree.root(), proof };
    expect([inclusionFault(claim, sm3), inclusionFault(claim, sha256)]).toEqual([undefined, 'ROOT_DIFFERS']);
  });
});

describe('proofs', () => {
  it('of inclusion hold for every leaf of every tree', () =>
    fc.assert(
      fc.property(leafInTree, ([index, size]) => {
        expect(inclusionFault(inclusion(index, size), sha256)).toBeUndefined();
      }),
      lawRuns(5_000, 150),
    ));

  it('of consistency hold between any two sizes', () =>
    fc.assert(
      fc.property(twoSizes, ([old, size]) => {
        expect(consistencyFault(consistency(old, size), sha256)).toBeUndefined();
      }),
      lawRuns(5_000, 150),
    ));

  it('hold for all pairs of small sizes', () => {
    const wrong: string[] = [];
    for (let size = 1; size <= 40; size += 1)
      for (let other = 0; other < size; other += 1) {
        if (inclusionFault(inclusion(other, size), sha256)) wrong.push(`leaf ${other} of ${size}`);
        if (consistencyFault(consistency(other + 1, size), sha256)) wrong.push(`${other + 1} to ${size}`);
      }
    expect(wrong).toEqual([]);
  });

  it('do not hold with any bit of leaf, root or proof flipped', () =>
    fc.assert(
      fc.property(leafInTree, fc.nat(255), fc.nat(20), ([index, size], bit, which) => {
        const claim = inclusion(index, size);
        const forged: InclusionClaim[] = [
          { ...claim, leafHash: flipped(claim.leafHash, bit) },
          { ...claim, root: flipped(claim.root, bit) },
          ...(claim.proof.length > 0 ? [{ ...claim, proof: withFlip(claim.proof, which, bit) }] : []),
        ];
        expect(forged.filter((one) => inclusionFault(one, sha256) === undefined)).toEqual([]);
      }),
      lawRuns(5_000, 80),
    ));

  it('of consistency do not hold with any bit of either root or of the proof flipped', () =>
    fc.assert(
      fc.property(twoSizes, fc.nat(255), fc.nat(20), ([old, size], bit, which) => {
        const claim = consistency(old, size);
        const forged: ConsistencyClaim[] = [
          { ...claim, oldRoot: flipped(claim.oldRoot, bit) },
          { ...claim, root: flipped(claim.root, bit) },
          ...(claim.proof.length > 0 ? [{ ...claim, proof: withFlip(claim.proof, which, bit) }] : []),
        ];
        expect(forged.filter((one) => consistencyFault(one, sha256) === undefined)).toEqual([]);
      }),
      lawRuns(5_000, 80),
    ));

  it('do not hold for another place, another size, a proof cut short or drawn out', () =>
    fc.assert(
      fc.property(leafInTree, ([index, size]) => {
        const claim = inclusion(index, size);
        const longer = [...claim.proof, claim.root];
        expect(inclusionFault({ ...claim, proof: longer }, sha256)).toBeDefined();
        expect(inclusionFault({ ...claim, index: size }, sha256)).toBe('INDEX_OUTSIDE_TREE');
        if (size === 1) return;
        expect(inclusionFault({ ...claim, proof: claim.proof.slice(1) }, sha256)).toBeDefined();
        expect(inclusionFault({ ...claim, index: (index + 1) % size }, sha256)).toBeDefined();
      }),
      lawRuns(5_000, 80),
    ));

  it('of consistency are transitive: whoever follows two steps is where one step leads', () =>
    fc.assert(
      fc.property(fc.tuple(sizes, sizes, sizes), (drawn) => {
        const [first = 1, second = 1, third = 1] = drawn.toSorted((a, b) => a - b);
        const steps = [consistency(first, second), consistency(second, third), consistency(first, third)];
        expect(steps.map((step) => consistencyFault(step, sha256))).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
        // A fork after `first` is consistent with it, and with nothing that grew past it.
        if (first === second) return;
        const fork = new Frontier(sha256);
        leaves.slice(0, first).forEach((leaf) => fork.append(leaf));
        leaves.slice(first, second).forEach((leaf) => fork.append(flipped(leaf, 0)));
        const forged = { ...consistency(second, third), oldRoot: fork.root() };
        expect(consistencyFault(forged, sha256)).toBeDefined();
      }),
      lawRuns(1_000, 30),
    ));
});

describe('the path of a tile', () => {
  it('groups its number by thousands', () => {
    expect([
      tilePath({ level: 0, index: 0 }),
      tilePath({ level: 1, index: 1_234_067 }, 3),
      tilePath({ level: 0, index: 999 }, 255),
      tilePath({ level: 0, index: 1_000 }),
    ]).toEqual(['tile/0/000', 'tile/1/x001/x234/067.p/3', 'tile/0/999.p/255', 'tile/0/x001/000']);
  });
});

describe('concat', () => {
  it('keeps the order', () =>
    expect(concat([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])).toEqual(Uint8Array.of(1, 2, 3)));
});
