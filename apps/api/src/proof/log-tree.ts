import { must } from '#kernel';
import {
  consistencyRanges,
  inclusionRanges,
  rootsOf,
  TileTree,
  tilePath,
  tilesFor,
  TILE_WIDTH,
  type Range,
  type Tile,
  type TilePlace,
  type LogLine,
} from '#libs/audit';
import { EMPTY_HEAD, follow, leafAfterFreeByte, type EventStore } from '#libs/event-store';
import { LEDGER } from '../ledger/ledger.constants.js';
import type { TileStore } from './tile-store.js';

/** Hashing a page holds everything else up: some twenty milliseconds. */
const PAGE_SIZE = 4_000;

/** The log no longer is what the tree was built from. */
export class LogChanged extends Error {
  override readonly name = 'LogChanged';
}

interface Sources {
  readonly store: EventStore;
  readonly tiles: TileStore;
  readonly line: LogLine;
}

/** The Merkle tree over the ledger's events: follows the log, keeps its full tiles, gives roots and proofs. */
export class LogTree {
  private chain = EMPTY_HEAD.hash;
  private unsaved: Tile[] = [];
  private following: Promise<void> | undefined;

  private constructor(
    private readonly sources: Sources,
    private readonly tree: TileTree,
  ) {}

  /** Goes on from the stored tiles, as far as the log reaches. */
  static async open(sources: Sources): Promise<LogTree> {
    const { store, tiles, line } = sources;
    const { position } = await store.head(LEDGER);
    const count = Math.min(await tiles.count(), Math.floor(position / TILE_WIDTH));
    const load = (level: number, from: number, to: number): Promise<readonly Tile[]> =>
      tiles.range(level, from, to);
    const tree = new LogTree(sources, await TileTree.afterFullTiles(line.hasher, count, load));
    tree.chain = await tree.chainAt(tree.size);
    await tree.catchUp();
    return tree;
  }

  get size(): number {
    return this.tree.size;
  }

  /** The chain value of the last event in the tree. */
  get lastChain(): string {
    return this.chain;
  }

  root(): Uint8Array {
    return this.tree.root();
  }

  /** Takes in what the log has now. Errors: LogChanged when the event last taken in is no longer the same. */
  catchUp(): Promise<void> {
    this.following ??= this.follow().finally(() => {
      this.following = undefined;
    });
    return this.following;
  }

  /** The root the tree had at a size it has reached. */
  async rootAt(size: number): Promise<Uint8Array> {
    if (size === 0) return this.sources.line.hasher.empty;
    return must((await this.roots([{ start: 0, end: size }]))[0], 'a root');
  }

  /** The leaf hash of the event at a position, as it was taken in. */
  async leafAt(position: number): Promise<Uint8Array> {
    return must((await this.roots([{ start: position - 1, end: position }]))[0], 'a leaf');
  }

  /** The proof that the event at a position is in the tree of a size; the position is at most the size. */
  inclusion(position: number, size: number): Promise<readonly Uint8Array[]> {
    return this.roots(inclusionRanges(position - 1, size));
  }

  /** The proof that the tree of a size begins with the older one. */
  consistency(from: number, size: number): Promise<readonly Uint8Array[]> {
    return this.roots(consistencyRanges(from, size));
  }

  /** The chain value of the event at a position, as the log has it. */
  async chainAt(position: number): Promise<string> {
    if (position === 0) return EMPTY_HEAD.hash;
    const [event] = await this.sources.store.readLedger(LEDGER, position - 1, 1);
    return event?.position === position ? event.hash : '';
  }

  private async follow(): Promise<void> {
    const { store, tiles, line } = this.sources;
    if ((await this.chainAt(this.size)) !== this.chain) throw new LogChanged(`@${this.size}`);
    for await (const page of follow(store, LEDGER, { after: this.size, pageSize: PAGE_SIZE })) {
      for (const event of page) {
        const filled = this.tree.append(line.hasher.leafAfterFreeByte(leafAfterFreeByte(event)));
        for (const tile of filled) {
          this.unsaved.push(tile);
          tiles.cache(tile);
        }
        this.chain = event.hash;
      }
      await tiles.add(this.unsaved);
      this.unsaved = [];
    }
  }

  private async roots(ranges: readonly Range[]): Promise<readonly Uint8Array[]> {
    const { tiles, line } = this.sources;
    const found = new Map<string, Tile>();
    for (const place of tilesFor(ranges)) {
      const tile = this.tree.partial(place) ?? (await tiles.find(place));
      if (tile !== undefined) found.set(tilePath(place), tile);
    }
    const tileAt = (place: TilePlace): Tile => must(found.get(tilePath(place)), tilePath(place));
    return rootsOf(ranges, line.hasher, tileAt);
  }
}
