import { must } from '#kernel';
import type { TreeHasher } from './hasher.js';
import { rightToLeft } from './ranges.js';

/**
 * The right edge of a growing tree: the roots of its complete subtrees, at most one for each power of two. All that
 * is needed to add leaves and to name the root, in constant space.
 */
export class Frontier {
  private readonly roots: Uint8Array[] = [];
  private leaves = 0;
  /** The subtrees that the last leaf completed, by height: its own hash first. */
  readonly completed: Uint8Array[] = [];

  constructor(private readonly hasher: TreeHasher) {}

  get size(): number {
    return this.leaves;
  }

  /** Adds the next leaf by its hash. */
  append(leafHash: Uint8Array): void {
    let joined = leafHash;
    this.completed.length = 0;
    this.completed.push(joined);
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      joined = this.hasher.node(must(this.roots.pop(), 'a complete subtree'), joined);
      this.completed.push(joined);
    }
    this.roots.push(joined);
    this.leaves += 1;
  }

  /** The same tree, to grow on its own. */
  copy(): Frontier {
    const other = new Frontier(this.hasher);
    other.roots.push(...this.roots);
    other.leaves = this.leaves;
    return other;
  }

  root(): Uint8Array {
    return this.roots.length === 0 ? this.hasher.empty : rightToLeft(this.roots, this.hasher);
  }
}
