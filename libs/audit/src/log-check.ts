import { chainHash, EMPTY_HEAD, leafAfterFreeByte, type StoredEvent } from '#contract/event-store';
import { Frontier } from './tree/frontier.js';
import { sameBytes, type TreeHasher } from './tree/hasher.js';

/** A root that was once given out for the log's first `size` events. */
export interface ClaimedRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

/** HOLE: a position is missing. CHAIN: a chain value does not follow. ROOT: the tree is not the one claimed. */
export interface LogFault {
  readonly kind: 'HOLE' | 'CHAIN' | 'ROOT';
  readonly position: number;
}

/** Reads a log event by event and says where it first is not what it claims to be. */
export class LogCheck {
  private position = EMPTY_HEAD.position;
  private hash = EMPTY_HEAD.hash;
  private readonly frontier: Frontier;
  private readonly claims: ReadonlyMap<number, Uint8Array>;

  constructor(
    private readonly hasher: TreeHasher,
    claims: readonly ClaimedRoot[] = [],
  ) {
    this.frontier = new Frontier(hasher);
    this.claims = new Map(claims.map(({ size, root }) => [size, root]));
  }

  /** How many events have been read. */
  get size(): number {
    return this.position;
  }

  root(): Uint8Array {
    return this.frontier.root();
  }

  /** The chain value of the last event. */
  get chain(): string {
    return this.hash;
  }

  /** Takes the next event; answers the first thing wrong with it. */
  read(event: StoredEvent): LogFault | undefined {
    if (event.position !== this.position + 1) return { kind: 'HOLE', position: this.position + 1 };
    this.position = event.position;
    if (event.hash !== chainHash(this.hash, event)) return { kind: 'CHAIN', position: event.position };
    this.hash = event.hash;
    this.frontier.append(this.hasher.leafAfterFreeByte(leafAfterFreeByte(event)));
    const claimed = this.claims.get(this.position);
    const holds = claimed === undefined || sameBytes(claimed, this.frontier.root());
    return holds ? undefined : { kind: 'ROOT', position: event.position };
  }
}
