import type { Instant } from '#kernel';
import { leafOf, type StoredEvent } from '#contract/event-store';
import { quorumOf } from '#libs/policy';
import type { Cryptography } from '../crypto/cryptography.js';
import { lineOfOrigin } from '../log-line.js';
import { utf8 } from '../notes/encoding.js';
import { concat, type TreeHasher } from '../tree/hasher.js';
import { attachmentLines } from './attachments-file.js';
import { checkpointsText } from './checkpoints-file.js';
import {
  ATTACHMENTS,
  CHECKPOINTS,
  eventsFile,
  KEYS,
  PAGE,
  POLICIES,
  proofsFile,
  README,
  tilesFile,
} from './files.js';
import { keysText, type LogSigners } from './keys-file.js';
import { EVENT_FILE_BYTES, EVENTS_IN_FILE } from './limits.js';
import type { FileToPack } from './pack-writer.js';
import { policiesAfter, policiesText } from './policies-file.js';
import { README_TEXT } from './readme.js';
import { proofRecord, recordOf } from './records.js';
import { TilesOfLogs } from './tiles-file.js';

/** What stands in a pack beside the events. */
export interface PackFrame {
  readonly logs: readonly LogSigners[];
  /** Signed notes, smallest first. */
  readonly checkpoints: readonly string[];
  /** The events of stream `policy` up to the pack's last event. */
  readonly policyEvents: readonly StoredEvent[];
  /** The moment of the pack's last event. */
  readonly at: Instant;
  /** `verify.html`, where the installation has it. */
  readonly page?: Uint8Array | undefined;
  /** Hashes the tiles that a pack of a whole ledger brings. */
  readonly cryptography: Cryptography;
}

/** An event for a pack; with its inclusion proof for a pack of a place. */
export interface EventToPack {
  readonly event: StoredEvent;
  readonly proof?: readonly Uint8Array[];
}

const text = (path: string, words: string): FileToPack => ({ path, bytes: utf8(words) });

/** The files of a pack in their order, without the manifest. Events come in order of position. */
export async function* packFiles(
  frame: PackFrame,
  events: AsyncIterable<EventToPack> | Iterable<EventToPack>,
): AsyncGenerator<FileToPack> {
  const { logs, checkpoints, policyEvents, at, page } = frame;
  const policies = policiesAfter(policyEvents);
  const listed = logs.map((log) => ({ ...log, quorum: quorumOf(policies, at, log.witnesses.length) }));
  yield text(README, README_TEXT);
  if (page !== undefined) yield { path: PAGE, bytes: page };
  yield text(KEYS, keysText(listed));
  yield text(POLICIES, policiesText(policies, at));
  yield text(CHECKPOINTS, checkpointsText(checkpoints));
  yield* eventFiles(
    logs.map(({ origin }) => lineOfOrigin(origin, frame.cryptography).hasher),
    events,
  );
}

/** What is gathered for the next file of events. */
class Gathered {
  attachments = '';
  private records: Uint8Array[] = [];
  private proofs: Uint8Array[] = [];
  private bytes = 0;
  private number = 0;
  private readonly tiles: TilesOfLogs;

  constructor(private readonly hashers: readonly TreeHasher[]) {
    this.tiles = new TilesOfLogs(hashers);
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  hasRoomFor(record: Uint8Array): boolean {
    const fits = this.bytes + record.length <= EVENT_FILE_BYTES;
    return this.isEmpty || (fits && this.records.length < EVENTS_IN_FILE);
  }

  add(record: Uint8Array, { event, proof }: EventToPack): void {
    this.records.push(record);
    this.bytes += record.length;
    this.attachments += attachmentLines(utf8(event.body), event.position);
    if (proof !== undefined) this.proofs.push(proofRecord(proof));
    else this.tiles.append(this.hashers.map((hasher) => [hasher.leaf(leafOf(event))]));
  }

  take(isLast: boolean): readonly FileToPack[] {
    this.number += 1;
    const files = [{ path: eventsFile(this.number), bytes: concat(this.records) }];
    if (this.proofs.length > 0) files.push({ path: proofsFile(this.number), bytes: concat(this.proofs) });
    else files.push({ path: tilesFile(this.number), bytes: this.tiles.take(isLast) });
    [this.records, this.proofs, this.bytes] = [[], [], 0];
    return files;
  }
}

async function* eventFiles(
  hashers: readonly TreeHasher[],
  events: AsyncIterable<EventToPack> | Iterable<EventToPack>,
): AsyncGenerator<FileToPack> {
  const gathered = new Gathered(hashers);
  for await (const one of events) {
    const record = recordOf(one.event);
    if (!gathered.hasRoomFor(record)) yield* gathered.take(false);
    gathered.add(record, one);
  }
  if (!gathered.isEmpty) yield* gathered.take(true);
  yield text(ATTACHMENTS, gathered.attachments);
}
