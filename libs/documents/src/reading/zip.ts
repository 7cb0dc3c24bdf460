import { inflateRawSync } from 'node:zlib';
import { RefusedFile } from './refused-file.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const MOST_ENTRIES = 200;
const MOST_BYTES = 64 * 1024 * 1024;
/** Sheets of one repeated row come near this; what is larger and denser is no sheet. */
const MOST_RATIO = 200;
const SMALL = 1024 * 1024;
/** The end record and the longest comment behind it. */
const TAIL = 22 + 65_535;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** A zip whose table of contents was looked at before anything in it was unpacked. */
export class Zip {
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  /** Errors: RefusedFile. */
  constructor(private readonly bytes: Buffer) {
    const { count, start } = this.directory();
    if (count > MOST_ENTRIES) throw new RefusedFile('TOO_MANY_PARTS');
    let at = start;
    for (let index = 0; index < count; index += 1) at = this.entry(at);
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** One part; nothing when there is none of that name. Errors: RefusedFile. */
  part(name: string): Buffer | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    this.unpacked += entry.size;
    if (this.unpacked > MOST_BYTES) throw new RefusedFile('TOO_LARGE');
    return this.inflated(entry);
  }

  private directory(): { readonly count: number; readonly start: number } {
    const { bytes } = this;
    for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - TAIL); at -= 1) {
      if (bytes.readUInt32LE(at) !== END) continue;
      const [count, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)];
      if (bytes.readUInt16LE(at + 8) !== count || start >= bytes.length) throw new RefusedFile('DAMAGED');
      return { count, start };
    }
    throw new RefusedFile('NOT_A_SHEET');
  }

  /** Takes in one entry of the directory; where the next one begins. */
  private entry(at: number): number {
    const { bytes } = this;
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw new RefusedFile('DAMAGED');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new RefusedFile('ENCRYPTED');
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const named = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + named);
    if (/^[/\\]|\\|^[A-Za-z]:|\0|(^|\/)\.\.(\/|$)/.test(name)) throw new RefusedFile('BAD_PATH');
    if (this.entries.has(name)) throw new RefusedFile('DAMAGED');
    if (size > MOST_BYTES) throw new RefusedFile('TOO_LARGE');
    if (size > SMALL && size > packed * MOST_RATIO) throw new RefusedFile('COMPRESSED_TOO_MUCH');
    const method = bytes.readUInt16LE(at + 10);
    this.entries.set(name, { method, packed, size, at: bytes.readUInt32LE(at + 42) });
    return at + 46 + named + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }

  /** What the directory says of the size is the most that is unpacked. */
  private inflated({ method, packed, size, at }: Entry): Buffer {
    const { bytes } = this;
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) throw new RefusedFile('DAMAGED');
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const data = bytes.subarray(start, start + packed);
    if (method === STORED && packed === size && data.length === size) return data;
    if (method !== DEFLATED || data.length !== packed) throw new RefusedFile('DAMAGED');
    try {
      const part = inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
      if (part.length === size) return part;
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
        throw new RefusedFile('COMPRESSED_TOO_MUCH');
    }
    throw new RefusedFile('DAMAGED');
  }
}
