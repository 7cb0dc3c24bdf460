import type { Cryptography } from '../crypto/cryptography.js';
import { lineOfOrigin } from '../log-line.js';
import type { PackedEvent } from '../pack/records.js';
import { TilesOfLogs } from '../pack/tiles-file.js';
import { Frontier } from '../tree/frontier.js';
import { HASH_BYTES, sameBytes, type TreeHasher } from '../tree/hasher.js';
import type { CheckedCheckpoint } from './checkpoint-check.js';
import type { Findings } from './findings.js';
import { SamplesInLog, type GrownTree } from './samples-in-log.js';

interface Tree extends GrownTree {
  readonly hasher: TreeHasher;
  lastLeaf: Uint8Array;
  /** By size. */
  readonly claims: ReadonlyMap<number, readonly CheckedCheckpoint[]>;
}

const bySize = (checkpoints: readonly CheckedCheckpoint[]): Map<number, CheckedCheckpoint[]> => {
  const groups = new Map<number, CheckedCheckpoint[]>();
  for (const checkpoint of checkpoints)
    groups.set(checkpoint.size, [...(groups.get(checkpoint.size) ?? []), checkpoint]);
  return groups;
};

const FORMAT = 0x01;
const LEAF_START = 1 + HASH_BYTES;

/** Where a leaf lies after the chain value before it, ready for either hash. */
class Workspace {
  private bytes = new Uint8Array(1 << 16);

  /** The leaf laid last, after a byte that whoever hashes it may write. */
  afterFreeByte({ length }: Uint8Array): Uint8Array {
    return this.bytes.subarray(LEAF_START - 1, LEAF_START + length);
  }

  lay(previous: Uint8Array, leaf: Uint8Array): Uint8Array {
    const length = LEAF_START + leaf.length;
    if (length > this.bytes.length) this.bytes = new Uint8Array(2 * length);
    this.bytes[0] = FORMAT;
    this.bytes.set(previous, 1);
    this.bytes.set(leaf, LEAF_START);
    return this.bytes.subarray(0, length);
  }
}

/** What is claimed of a ledger's logs: which there are, and the checkpoints that were given out. */
export interface LogClaims {
  readonly origins: readonly string[];
  readonly checkpoints: readonly CheckedCheckpoint[];
  /** Whether the pack brings the tiles of its logs. */
  readonly tiles: boolean;
}

/**
 * Reads a whole log and finds where it is not what was recorded: every chain value from its bytes and the one before,
 * every checkpoint's root from the events it covers, every draw of samples from the log as it was.
 */
export class LogHashes {
  private readonly chain = new Uint8Array(HASH_BYTES);
  /** The last event, when its stored chain value is not the one that its bytes give. */
  private suspect: { readonly position: number; readonly expected: Uint8Array } | undefined;
  private readonly workspace = new Workspace();
  private readonly trees: readonly Tree[];
  private readonly disagreed = new Set<string>();
  /** Whether every root that is claimed for the events so far is theirs; nothing when none is claimed. */
  private rootsHold: boolean | undefined;
  private events = 0;
  private readonly samples = new SamplesInLog();
  private readonly tiles: TilesOfLogs | undefined;

  constructor(
    claims: LogClaims,
    private readonly cryptography: Cryptography,
    private readonly findings: Findings,
  ) {
    this.trees = claims.origins.map((origin) => {
      const { hasher } = lineOfOrigin(origin, cryptography);
      const own = claims.checkpoints.filter((checkpoint) => checkpoint.origin === origin);
      const lastLeaf = hasher.empty;
      return { origin, hasher, frontier: new Frontier(hasher), lastLeaf, claims: bySize(own) };
    });
    if (claims.tiles) this.tiles = new TilesOfLogs(this.trees.map(({ hasher }) => hasher));
    this.compareRoots();
  }

  /** After each file of events: whether its tiles are theirs. */
  compareTiles(path: string, bytes: Uint8Array, isLast: boolean): void {
    if (this.tiles !== undefined && !sameBytes(this.tiles.take(isLast), bytes))
      this.findings.add('TILES', { field: path });
  }

  read(packed: PackedEvent): void {
    this.events += 1;
    this.checkBytes(packed);
    if (!this.samples.read(packed.event, this.trees))
      this.findings.add('SAMPLE', { position: packed.event.position });
    this.compareRoots();
  }

  /** Once the last event was read. */
  end(): void {
    if (this.suspect !== undefined) this.blame(this.suspect.position, this.rootsHold === true);
    for (const { claims } of this.trees)
      for (const claimed of claims.keys())
        if (claimed > this.events) this.findings.add('CHECKPOINT_AHEAD', { position: claimed });
  }

  private checkBytes({ event, leaf, chain: stored }: PackedEvent): void {
    const { sha256 } = this.cryptography;
    const expected = sha256(this.workspace.lay(this.chain, leaf));
    let holds = sameBytes(expected, stored);
    if (this.suspect !== undefined) {
      const after = sha256(this.workspace.lay(this.suspect.expected, leaf));
      const onlyTheHash = !holds && sameBytes(after, stored);
      this.blame(this.suspect.position, onlyTheHash);
      holds ||= onlyTheHash;
    }
    this.suspect = holds ? undefined : { position: event.position, expected };
    this.chain.set(stored);
    const laid = this.workspace.afterFreeByte(leaf);
    for (const tree of this.trees) {
      tree.lastLeaf = tree.hasher.leafAfterFreeByte(laid);
      tree.frontier.append(tree.lastLeaf);
    }
    this.tiles?.append(this.trees.map(({ frontier }) => frontier.completed));
  }

  private blame(position: number, onlyTheHash: boolean): void {
    this.findings.add('CHAIN', { position, field: onlyTheHash ? 'hash' : 'content' });
  }

  /** Of each log the first checkpoint that disagrees is named; all after it do as well. */
  private compareRoots(): void {
    this.rootsHold = undefined;
    for (const { origin, frontier, claims } of this.trees) {
      const here = claims.get(this.events);
      if (here === undefined) continue;
      const root = frontier.root();
      const hold = here.every((checkpoint) => sameBytes(checkpoint.root, root));
      this.rootsHold = hold && this.rootsHold !== false;
      if (hold || this.disagreed.has(origin)) continue;
      this.disagreed.add(origin);
      this.findings.add('CHECKPOINT_ROOT', { position: this.events });
    }
  }
}
