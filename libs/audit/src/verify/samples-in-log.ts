import type { Unhashed } from '#contract/event-store';
import { SM3_SUFFIX } from '../log-line.js';
import { base64, utf8 } from '../notes/encoding.js';
import { isJsonObject, jsonIn } from '../pack/json-in.js';
import type { Frontier } from '../tree/frontier.js';

/** A log's tree so far. */
export interface GrownTree {
  readonly origin: string;
  readonly frontier: Frontier;
  /** The hash of the last event's leaf. */
  readonly lastLeaf: Uint8Array;
}

/** A tree as it was when the first plan still waiting for its samples was written, and every leaf since. */
interface Kept {
  readonly start: Frontier;
  readonly leaves: Uint8Array[];
}

/** A plan whose samples are still to be drawn. */
interface Waiting {
  /** The size of the tree that ends with the plan. */
  readonly since: number;
  readonly left: number;
}

interface Claimed {
  readonly origin: string;
  readonly size: number;
  readonly root: unknown;
}

const ledgerOf = (origin: string): string =>
  origin.endsWith(SM3_SUFFIX) ? origin.slice(0, -SM3_SUFFIX.length) : origin;

/**
 * 抽样复核: compares the root that each draw names with the tree of this log, so that nobody draws by a checkpoint of
 * their own making. Leaves are kept only while a planned sample has not been drawn.
 */
export class SamplesInLog {
  private readonly waiting = new Map<string, Waiting>();
  private kept: ReadonlyMap<string, Kept> = new Map();

  /** After an event, with the trees that end with it: whether it is no draw, or one by this log as it was. */
  read(event: Unhashed, trees: readonly GrownTree[]): boolean {
    for (const { origin, lastLeaf } of trees) this.kept.get(origin)?.leaves.push(lastLeaf);
    const { type } = event;
    if (type !== 'InspectionPlanned' && type !== 'SampleDrawn') return true;
    const data = jsonIn(utf8(event.body));
    if (!isJsonObject(data)) return type === 'InspectionPlanned';
    if (type === 'SampleDrawn') return this.isByThisLog(data, trees);
    this.expect(data, trees);
    return true;
  }

  private expect(
    { inspectionId, samples }: Readonly<Record<string, unknown>>,
    trees: readonly GrownTree[],
  ): void {
    if (typeof inspectionId !== 'string' || !Array.isArray(samples) || samples.length === 0) return;
    const since = trees[0]?.frontier.size ?? 0;
    this.waiting.set(inspectionId, { since, left: samples.length });
    if (this.kept.size > 0) return;
    this.kept = new Map(
      trees.map(({ origin, frontier }) => [origin, { start: frontier.copy(), leaves: [] }]),
    );
  }

  private isByThisLog(
    { inspectionId, checkpoint }: Readonly<Record<string, unknown>>,
    trees: readonly GrownTree[],
  ): boolean {
    const plan = typeof inspectionId === 'string' ? this.waiting.get(inspectionId) : undefined;
    if (typeof inspectionId !== 'string' || plan === undefined) return false;
    const { origin, size, root } = isJsonObject(checkpoint) ? checkpoint : {};
    const isLate = typeof size === 'number' && Number.isSafeInteger(size) && size >= plan.since;
    const holds = isLate && typeof origin === 'string' && this.holds({ origin, size, root }, trees);
    this.tell(inspectionId, plan);
    return holds;
  }

  /** A ledger may have given up the other of its two logs since; by that one's tree nothing can be said. */
  private holds({ origin, size, root }: Claimed, trees: readonly GrownTree[]): boolean {
    const kept = this.kept.get(origin);
    if (kept !== undefined) return rootAt(kept, size) === root;
    return trees.some((tree) => ledgerOf(tree.origin) === ledgerOf(origin));
  }

  private tell(inspectionId: string, { since, left }: Waiting): void {
    if (left > 1) this.waiting.set(inspectionId, { since, left: left - 1 });
    else this.waiting.delete(inspectionId);
    if (this.waiting.size === 0) this.kept = new Map();
  }
}

/** In base64; nothing for a size at which the draw itself was in the tree. */
const rootAt = ({ start, leaves }: Kept, size: number): string | undefined => {
  const after = size - start.size;
  if (after < 0 || after >= leaves.length) return undefined;
  const tree = start.copy();
  for (const leaf of leaves.slice(0, after)) tree.append(leaf);
  return base64(tree.root());
};
