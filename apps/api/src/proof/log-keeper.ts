import { Logger } from '@nestjs/common';
import {
  keyInForce,
  keysFold,
  noteOf,
  policiesAfter,
  checkpointText,
  sameBytes,
  signatureLine,
  LEDGER_EVENTS,
  KEYS_STREAM,
  type Checkpoint,
  type KeysState,
  type LogLine,
} from '#libs/audit';
import { decode, type Clock, type EventStore } from '#libs/event-store';
import { foldStreams } from '#libs/platform';
import { policyFold, quorumOf } from '#libs/policy';
import { LEDGER } from '../ledger/ledger.constants.js';
import {
  wholeNote,
  type CheckpointStore,
  type IssuedCheckpoint,
  type NewCheckpoint,
} from './checkpoint-store.js';
import type { KeyRing } from './key-ring.js';
import { LogChanged, type LogTree } from './log-tree.js';
import { nodeCryptography } from '#module/audit';
import type { RememberedCheckpoints } from './remembered.js';
import type { WitnessClient } from './witness-client.js';
import type { WriteGate } from './write-gate.js';

/** The file's key and the log's disagree: this process may not sign. */
export class KeyNotInForce extends Error {
  override readonly name = 'KeyNotInForce';
}

export interface KeeperParts {
  readonly line: LogLine;
  readonly tree: LogTree;
  readonly checkpoints: CheckpointStore;
  readonly remembered: RememberedCheckpoints;
  readonly witnesses: readonly WitnessClient[];
  readonly keys: KeyRing;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly gate: WriteGate;
}

/** Keeps one log: issues its checkpoints, shows them to witnesses, and shuts the gate when its past has changed. */
export class LogKeeper {
  private readonly logger = new Logger(LogKeeper.name);
  private issuing: Promise<IssuedCheckpoint> | undefined;
  private showing: Promise<void> = Promise.resolve();
  private shownSize = -1;

  constructor(readonly parts: KeeperParts) {}

  /** The newest checkpoint, issued now if the log has grown. Errors: KeyNotInForce, LogChanged. */
  issue(): Promise<IssuedCheckpoint> {
    this.issuing ??= this.issueOnce().finally(() => {
      this.issuing = undefined;
    });
    return this.issuing;
  }

  /**
   * A checkpoint of just this size, issued now if there is none: logs over one ledger, asked one after another, may
   * find it grown meanwhile. The newest when the log does not reach so far. Errors: KeyNotInForce, LogChanged.
   */
  async issueAt(size: number): Promise<IssuedCheckpoint> {
    const { tree, checkpoints } = this.parts;
    const given = await checkpoints.firstCovering(size);
    if (given?.size === size) return given;
    const newest = await this.issue();
    return newest.size <= size
      ? newest
      : checkpoints.add(await this.signedAt(size, await tree.chainAt(size)));
  }

  /** The newest checkpoint if it covers a position, else one issued now; nothing when the log does not reach so far. */
  async covering(position: number): Promise<IssuedCheckpoint | undefined> {
    const latest = await this.parts.checkpoints.latest();
    if (latest !== undefined && latest.size >= position) return latest;
    const issued = await this.issue();
    return issued.size >= position ? issued : undefined;
  }

  /** The first checkpoint given out once a position was written; issued now if there is none. Errors: as `issue`. */
  async firstCovering(position: number): Promise<IssuedCheckpoint> {
    return (await this.parts.checkpoints.firstCovering(position)) ?? this.issue();
  }

  /** Whether the log's tree had this root at this size; it may not have come so far. Errors: LogChanged. */
  async agreesWith({ size, root }: Pick<Checkpoint, 'size' | 'root'>): Promise<boolean> {
    const { tree } = this.parts;
    await tree.catchUp();
    return size <= tree.size && sameBytes(await tree.rootAt(size), root);
  }

  /** The changes of keys that the log knows up to a size. */
  async rotations(upTo = Number.MAX_SAFE_INTEGER): Promise<KeysState> {
    const stored = await this.parts.store.readStreams(LEDGER, [KEYS_STREAM], upTo);
    const events = stored.map((event) => decode(event, LEDGER_EVENTS));
    return foldStreams(keysFold, events).get(KEYS_STREAM)?.state ?? keysFold.initial(KEYS_STREAM);
  }

  /** How many witnesses a checkpoint needs, by the policy in force now. */
  async quorum(): Promise<number> {
    const { store, clock, witnesses } = this.parts;
    const stored = await store.readStreams(LEDGER, [policyFold.prefix], Number.MAX_SAFE_INTEGER);
    return quorumOf(policiesAfter(stored), clock.now(), witnesses.length);
  }

  /** Shows the newest checkpoint to every witness; resolves when all have answered or had their time. */
  show(checkpoint: IssuedCheckpoint): Promise<void> {
    this.showing = this.showing.then(() => this.showOnce(checkpoint));
    return this.showing;
  }

  /** Resolves when no witness is being asked. */
  settled(): Promise<void> {
    return this.showing;
  }

  private async issueOnce(): Promise<IssuedCheckpoint> {
    const { tree, checkpoints, remembered, gate } = this.parts;
    const latest = await checkpoints.latest();
    if (gate.trouble !== undefined) throw new LogChanged(gate.trouble);
    await this.grow(latest);
    const { size, lastChain: chain } = tree;
    if (latest !== undefined && latest.size >= size) return latest;
    const issued = await checkpoints.add(await this.signedAt(size, chain));
    await remembered.keep('latest', issued);
    void this.show(issued);
    return issued;
  }

  /** Takes in what is new, and makes sure that it continues what was signed before. */
  private async grow(latest: IssuedCheckpoint | undefined): Promise<void> {
    const { tree, line } = this.parts;
    try {
      await tree.catchUp();
      if (latest === undefined) return;
      if (latest.size > tree.size) throw new LogChanged(`@${latest.size} > @${tree.size}`);
      if (!sameBytes(await tree.rootAt(latest.size), latest.root)) throw new LogChanged(`@${latest.size}`);
    } catch (error) {
      if (error instanceof LogChanged) {
        const words = `运行中台账已变 the log of ${line.origin} changed while running, ${error.message}`;
        this.parts.gate.shut(words);
      }
      throw error;
    }
  }

  private async signedAt(size: number, chain: string): Promise<NewCheckpoint> {
    const { tree, line, clock } = this.parts;
    const text = checkpointText({ origin: line.origin, size, root: await tree.rootAt(size) });
    const note = noteOf(text, [await this.signed(text, size)]);
    return { size, chain, note, issuedAt: clock.now() };
  }

  private async signed(text: string, size: number): Promise<string> {
    const { keys, line } = this.parts;
    const wanted = keyInForce(await this.rotations(size), line.origin, size);
    if (wanted !== undefined && keys.signer(line.origin).verifier.text !== wanted) await keys.follow(wanted);
    const key = keys.signer(line.origin);
    if (wanted !== undefined && key.verifier.text !== wanted) {
      throw new KeyNotInForce(
        `台账记载的签名密钥是 ${wanted} the log names another key than ${key.verifier.text}`,
      );
    }
    return signatureLine(text, key, nodeCryptography);
  }

  private async showOnce(checkpoint: IssuedCheckpoint): Promise<void> {
    const { witnesses, tree, checkpoints, gate, line } = this.parts;
    if (checkpoint.size === this.shownSize) return;
    const answers = await Promise.all(
      witnesses.map((witness) => witness.show(checkpoint, (from) => tree.consistency(from, checkpoint.size))),
    );
    for (const [place, answer] of answers.entries()) {
      const name = witnesses[place]?.key.name ?? '';
      if (answer.outcome === 'COSIGNED')
        await checkpoints.addCosignature(checkpoint.size, answer.cosignature);
      if (answer.outcome === 'UNREACHABLE') this.logger.warn(`witness ${name}: ${answer.reason}`);
      if (answer.outcome === 'DISAGREES') {
        gate.shut(
          `见证方 ${name} 已见证的 ${answer.size} 个事件与台账不符 ` +
            `the witness ${name} has seen another ${line.origin} of size ${answer.size}`,
        );
      }
    }
    if (answers.every(({ outcome }) => outcome === 'COSIGNED')) this.shownSize = checkpoint.size;
    await this.rememberWitnessed();
  }

  private async rememberWitnessed(): Promise<void> {
    const { checkpoints, remembered, witnesses } = this.parts;
    if (witnesses.length === 0) return;
    const witnessed = await checkpoints.latestWitnessed(await this.quorum());
    if (witnessed === undefined) return;
    await remembered.keep('witnessed', { note: wholeNote(witnessed), chain: witnessed.chain });
  }
}
