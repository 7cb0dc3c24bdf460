import type { Instant, Logged } from '#kernel';
import type { PolicyEvent } from '#contract/policy';
import { decode, type StoredEvent } from '#contract/event-store';
import { policyFold } from '#libs/policy';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { utf8 } from '../notes/encoding.js';
import { concat } from '../tree/hasher.js';
import { checkpointsText } from './checkpoints-file.js';
import { CHECKPOINTS, eventsFile, KEYS, PAGE, POLICIES, proofsFile, README } from './files.js';
import { keysText, type LogKeys } from './keys-file.js';
import { EVENT_FILE_BYTES, EVENTS_IN_FILE } from './limits.js';
import type { FileToPack } from './pack-writer.js';
import { policiesText } from './policies-file.js';
import { README_TEXT } from './readme.js';
import { proofRecord, recordOf } from './records.js';

/** What stands in a pack beside the events. */
export interface PackFrame {
  readonly logs: readonly LogKeys[];
  /** Signed notes, smallest first. */
  readonly checkpoints: readonly string[];
  /** The events of stream `policy` up to the pack's last event. */
  readonly policyEvents: readonly StoredEvent[];
  /** The moment of the pack's last event. */
  readonly at: Instant;
  /** `verify.html`, where the installation has it. */
  readonly page?: Uint8Array | undefined;
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
  const policies = policyEvents.reduce(
    (state, event) => policyFold.evolve(state, decode(event, LEDGER_EVENTS) as Logged<PolicyEvent>),
    policyFold.initial(policyFold.prefix),
  );
  yield text(README, README_TEXT);
  if (page !== undefined) yield { path: PAGE, bytes: page };
  yield text(KEYS, keysText(logs));
  yield text(POLICIES, policiesText(policies, at));
  yield text(CHECKPOINTS, checkpointsText(checkpoints));
  yield* eventFiles(events);
}

/** What is gathered for the next file of events. */
class Gathered {
  private records: Uint8Array[] = [];
  private proofs: Uint8Array[] = [];
  private bytes = 0;
  private number = 0;

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  hasRoomFor(record: Uint8Array): boolean {
    const fits = this.bytes + record.length <= EVENT_FILE_BYTES;
    return this.isEmpty || (fits && this.records.length < EVENTS_IN_FILE);
  }

  add(record: Uint8Array, proof: readonly Uint8Array[] | undefined): void {
    this.records.push(record);
    this.bytes += record.length;
    if (proof !== undefined) this.proofs.push(proofRecord(proof));
  }

  take(): readonly FileToPack[] {
    this.number += 1;
    const files = [{ path: eventsFile(this.number), bytes: concat(this.records) }];
    if (this.proofs.length > 0) files.push({ path: proofsFile(this.number), bytes: concat(this.proofs) });
    [this.records, this.proofs, this.bytes] = [[], [], 0];
    return files;
  }
}

async function* eventFiles(
  events: AsyncIterable<EventToPack> | Iterable<EventToPack>,
): AsyncGenerator<FileToPack> {
  const gathered = new Gathered();
  for await (const { event, proof } of events) {
    const record = recordOf(event);
    if (!gathered.hasRoomFor(record)) yield* gathered.take();
    gathered.add(record, proof);
  }
  if (!gathered.isEmpty) yield* gathered.take();
}
