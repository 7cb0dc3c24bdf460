import { InvariantViolation } from '#kernel';
import { HASH_BYTES, type TreeHasher } from './hasher.js';
import type { Subtree } from './ranges.js';

/** A tile spans this many levels of the tree; a full one holds 2^8 hashes. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Where a tile lies: its hashes are those of the complete subtrees of 256^level leaves from `index` * 256 on. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

/** The hashes of a tile one after another, 32 bytes each; up to 256 of them. */
export interface Tile extends TilePlace {
  readonly hashes: Uint8Array;
}

export const widthOf = ({ hashes }: Tile): number => hashes.length / HASH_BYTES;

const DIGITS = 3;
/** 1234067 is written x001/x234/067. */
const numberPath = (value: number): string => {
  const digits = String(value);
  const padded = digits.padStart(Math.ceil(digits.length / DIGITS) * DIGITS, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** The path of a tile as C2SP tlog-tiles has it; `width` below 256 names a partial one. */
export const tilePath = ({ level, index }: TilePlace, width = TILE_WIDTH): string =>
  `tile/${level}/${numberPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;

/** The tile that tells a complete subtree's root. */
export const tileOf = ({ height, index }: Subtree): TilePlace => ({
  level: Math.floor(height / TILE_HEIGHT),
  index: Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH),
});

/** The root of a complete subtree, from the tile `tileOf` names. Errors: InvariantViolation for one too narrow. */
export const rootIn = (tile: Tile, { height, index }: Subtree, hasher: TreeHasher): Uint8Array => {
  const span = 2 ** (height % TILE_HEIGHT);
  const first = (index * span) % TILE_WIDTH;
  if (first + span > widthOf(tile)) throw new InvariantViolation(`${tilePath(tile)} is too narrow`);
  return perfectRoot(
    Array.from({ length: span }, (_, place) => hashAt(tile, first + place)),
    hasher,
  );
};

/** The one hash that stands for a full tile in the level above. */
export const tileRoot = (tile: Tile, hasher: TreeHasher): Uint8Array =>
  perfectRoot(
    Array.from({ length: widthOf(tile) }, (_, place) => hashAt(tile, place)),
    hasher,
  );

const perfectRoot = (hashes: readonly Uint8Array[], hasher: TreeHasher): Uint8Array => {
  let level = hashes;
  while (level.length > 1) level = pairsOf(level, hasher);
  return level[0] ?? hasher.empty;
};

const hashAt = ({ hashes }: Tile, place: number): Uint8Array =>
  hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);

const pairsOf = (level: readonly Uint8Array[], hasher: TreeHasher): Uint8Array[] => {
  const pairs: Uint8Array[] = [];
  for (let place = 0; place + 1 < level.length; place += 2)
    pairs.push(hasher.node(level[place] ?? hasher.empty, level[place + 1] ?? hasher.empty));
  return pairs;
};
