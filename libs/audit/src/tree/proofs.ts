import type { TreeHasher } from './hasher.js';
import { rangeRoot, subtreesOf, type Range } from './ranges.js';
import { rootIn, tileOf, tilePath, type Tile, type TilePlace } from './tiles.js';

/** The tiles one needs to name the roots of some ranges, each once. */
export const tilesFor = (ranges: readonly Range[]): readonly TilePlace[] => {
  const places = ranges.flatMap((range) => subtreesOf(range).map(tileOf));
  return [...new Map(places.map((place) => [tilePath(place), place])).values()];
};

/** The roots of some ranges, which are the hashes of a proof, from the tiles that `tilesFor` names. */
export const rootsOf = (
  ranges: readonly Range[],
  hasher: TreeHasher,
  tileAt: (place: TilePlace) => Tile,
): readonly Uint8Array[] =>
  ranges.map((range) =>
    rangeRoot(range, hasher, (subtree) => rootIn(tileAt(tileOf(subtree)), subtree, hasher)),
  );
