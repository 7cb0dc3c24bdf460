import { createWriteStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { must } from '#kernel';
import {
  EVENTS_IN_FILE,
  Frontier,
  hex,
  packFiles,
  recordOf,
  recordsIn,
  treeHasher,
  writePack,
  type EventToPack,
} from '#libs/audit';
import { leafOf, type StoredEvent } from '#libs/event-store';
import { nodeTools } from '#module/audit';
import { checkpointNote, KEYS_OF_LOG } from '../support/packs.js';
import { CityLedger } from './city-ledger.js';

const LEDGER = '320000';
/** Checkpoints a pack brings, spread over its log: as many as the product packs of a log that grew for long. */
const CHECKPOINTS = 1_000;

/** Records as they lie in a pack, set aside on disk: a pack's checkpoints come before the events they are of. */
class Spool {
  private readonly lengths: number[] = [];
  private gathered: Uint8Array[] = [];

  constructor(private readonly file: FileHandle) {}

  async add(event: StoredEvent): Promise<void> {
    this.gathered.push(recordOf(event));
    if (this.gathered.length === EVENTS_IN_FILE) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.gathered);
    this.gathered = [];
    this.lengths.push(bytes.length);
    await this.file.appendFile(bytes);
  }

  async *events(): AsyncGenerator<EventToPack> {
    let at = 0;
    for (const length of this.lengths) {
      const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, at);
      at += length;
      for (const record of recordsIn(buffer, nodeTools.isText)) {
        const { event, chain } = must(record, 'a record');
        yield { event: Object.assign(event, { hash: hex(chain) }) };
      }
    }
  }
}

/** Writes the pack of a busy city's ledger of at least so many events. Answers how many it has. */
export const writeCityPack = async (path: string, count: number, page?: Uint8Array): Promise<number> => {
  const spoolPath = `${path}.events`;
  const file = await open(spoolPath, 'w+');
  try {
    const spool = new Spool(file);
    const frontier = new Frontier(treeHasher(nodeTools.cryptography.sha256));
    const checkpoints = new Map<number, string>();
    const every = Math.ceil(count / CHECKPOINTS);
    let last: StoredEvent | undefined;
    for (const event of new CityLedger(LEDGER, count).events()) {
      frontier.append(treeHasher(nodeTools.cryptography.sha256).leaf(leafOf(event)));
      if (event.position % every === 0)
        checkpoints.set(event.position, checkpointNote(event.position, frontier.root()));
      await spool.add(event);
      last = event;
    }
    await spool.flush();
    const { position: size, recordedAt: at } = must(last, 'last event');
    checkpoints.set(size, checkpointNote(size, frontier.root()));
    const notes = [...checkpoints.values()];
    const { cryptography } = nodeTools;
    const frame = { logs: [KEYS_OF_LOG], checkpoints: notes, policyEvents: [], at, page, cryptography };
    const of = { scope: { scope: 'LEDGER' }, ledger: LEDGER, size } as const;
    const head = { ...of, madeAt: at, madeBy: 'inspector@320500', purpose: '示例检查' };
    const pieces = writePack(head, packFiles(frame, spool.events()), nodeTools);
    await pipeline(Readable.from(pieces), createWriteStream(path));
    return size;
  } finally {
    await file.close();
    await rm(spoolPath);
  }
};
