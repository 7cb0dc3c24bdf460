import { concat, type TreeHasher } from '../tree/hasher.js';
import { TileTree } from '../tree/tile-tree.js';

interface Growing {
  readonly tree: TileTree;
  filled: Uint8Array[];
}

/** 瓦片：the tiles of every log over the ledger, file by file, while its leaves come by. */
export class TilesOfLogs {
  private readonly logs: readonly Growing[];

  constructor(hashers: readonly TreeHasher[]) {
    this.logs = hashers.map((hasher) => ({ tree: new TileTree(hasher), filled: [] }));
  }

  /** The next event: its leaf hash in each log, and after it the other subtrees it completes, where they are known. */
  append(completed: readonly (readonly Uint8Array[])[]): void {
    for (const [index, { tree, filled }] of this.logs.entries()) {
      const hashes = completed[index] ?? [];
      for (const tile of tree.append(hashes[0] ?? new Uint8Array(0), hashes)) filled.push(tile.hashes);
    }
  }

  /** The bytes of a tiles file, log by log: what was filled since the one before and, in the last, what is not full. */
  take(isLast: boolean): Uint8Array {
    const parts = this.logs.flatMap(({ tree, filled }) =>
      isLast ? [...filled, ...tree.partials.map(({ hashes }) => hashes)] : filled,
    );
    for (const log of this.logs) log.filled = [];
    return concat(parts);
  }
}
