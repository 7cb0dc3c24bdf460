import { must } from '#kernel';
import { HASH_BYTES, type TreeHasher } from './hasher.js';
import { rangeRoot } from './ranges.js';
import { rootIn, tileOf, tileRoot, TILE_HEIGHT, TILE_WIDTH, type Tile, type TilePlace } from './tiles.js';

/** One level's right edge: how many full tiles lie before it, and the hashes after them. */
class Edge {
  full = 0;
  private width = 0;
  private hashes = new Uint8Array(TILE_WIDTH * HASH_BYTES);

  constructor(readonly level: number) {}

  /** The tile, once this hash fills it. */
  add(hash: Uint8Array): Tile | undefined {
    this.hashes.set(hash, this.width * HASH_BYTES);
    this.width += 1;
    if (this.width < TILE_WIDTH) return undefined;
    const tile = { level: this.level, index: this.full, hashes: this.hashes };
    this.hashes = new Uint8Array(TILE_WIDTH * HASH_BYTES);
    this.width = 0;
    this.full += 1;
    return tile;
  }

  get tile(): Tile {
    return { level: this.level, index: this.full, hashes: this.hashes.slice(0, this.width * HASH_BYTES) };
  }
}

/** Tiles of one level from index `from` to before `to`, in order. */
export type TileLoader = (level: number, from: number, to: number) => Promise<readonly Tile[]>;

/**
 * A growing tree that gives its tiles away as they fill and keeps only the partial ones at its right edge. Full tiles
 * never change, so whoever stores them only ever adds.
 */
export class TileTree {
  private readonly edges: Edge[] = [];
  private leaves = 0;

  constructor(private readonly hasher: TreeHasher) {}

  /** The tree after the leaves of so many full tiles of level 0, with what full tiles of any level tell. */
  static async afterFullTiles(hasher: TreeHasher, count: number, load: TileLoader): Promise<TileTree> {
    const tree = new TileTree(hasher);
    tree.leaves = count * TILE_WIDTH;
    for (let [level, below] = [0, count]; level === 0 || below > 0; level += 1) {
      const edge = tree.edge(level);
      edge.full = level === 0 ? count : Math.floor(below / TILE_WIDTH);
      if (level > 0) {
        const tiles = await load(level - 1, edge.full * TILE_WIDTH, below);
        for (const tile of tiles) edge.add(tileRoot(tile, hasher));
        below = edge.full;
      }
    }
    return tree;
  }

  get size(): number {
    return this.leaves;
  }

  /**
   * Adds the next leaf by its hash; answers the tiles that it filled. `completed`: the subtrees that it completes, by
   * height, from whoever has hashed them already.
   */
  append(leafHash: Uint8Array, completed: readonly Uint8Array[] = []): readonly Tile[] {
    this.leaves += 1;
    const tiles: Tile[] = [];
    let hash = leafHash;
    for (let level = 0; ; level += 1) {
      const tile = this.edge(level).add(hash);
      if (tile === undefined) return tiles;
      tiles.push(tile);
      hash = completed[(level + 1) * TILE_HEIGHT] ?? tileRoot(tile, this.hasher);
    }
  }

  /** The partial tile at the right edge of a level; nothing for any other place. */
  partial({ level, index }: TilePlace): Tile | undefined {
    const edge = this.edges[level];
    return edge?.full === index ? edge.tile : undefined;
  }

  /** All partial tiles, from the leaves up. */
  get partials(): readonly Tile[] {
    return this.edges.map(({ tile }) => tile).filter(({ hashes }) => hashes.length > 0);
  }

  root(): Uint8Array {
    return rangeRoot({ start: 0, end: this.leaves }, this.hasher, (subtree) =>
      // The complete subtrees a whole tree consists of always lie in the partial tiles.
      rootIn(must(this.partial(tileOf(subtree)), 'a right edge'), subtree, this.hasher),
    );
  }

  private edge(level: number): Edge {
    const known = this.edges[level];
    if (known !== undefined) return known;
    const edge = new Edge(level);
    this.edges[level] = edge;
    return edge;
  }
}
