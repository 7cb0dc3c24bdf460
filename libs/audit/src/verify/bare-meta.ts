import type { EventMeta } from '#contract/event-store';
import { fromUtf8, utf8 } from '../notes/encoding.js';
import { isJsonObject, jsonIn } from '../pack/json-in.js';

/** Reads the meta of an event; nothing for bytes that are none. */
export const metaIn = (bytes: Uint8Array): EventMeta | undefined => {
  const meta = jsonIn(bytes);
  return isJsonObject(meta) ? (meta as unknown as EventMeta) : undefined;
};

/** A meta without a command, as bytes: what all events of a command but the first have, and read only if need be. */
export class BareMeta {
  private meta: EventMeta | null | undefined;

  constructor(readonly bytes: Uint8Array) {}

  /** Spares reading it where the meta with the command, which says the same and more, was read. */
  takeFrom(whole: EventMeta): void {
    this.meta ??= whole;
  }

  get read(): EventMeta | undefined {
    if (this.meta === undefined) this.meta = metaIn(this.bytes) ?? null;
    return this.meta ?? undefined;
  }
}

const COMMAND = utf8(',"command":{"type":"');
const [COMMA = 0] = COMMAND;
const NOWHERE = -1;
const [END = 0, QUOTE = 0] = utf8('}"');

const isAt = (bytes: Uint8Array, start: number, word: Uint8Array): boolean => {
  for (let at = 0; at < word.length; at += 1) if (bytes[start + at] !== word[at]) return false;
  return true;
};

/** Where the command begins in a meta. Step by step: an engine's own search costs more to call than metas are long. */
const commandIn = (meta: Uint8Array): number => {
  for (let at = 0; at < meta.length; at += 1) if (meta[at] === COMMA && isAt(meta, at, COMMAND)) return at;
  return NOWHERE;
};

/** What the first event of a command says of it. */
export interface Heading {
  readonly type: string;
  readonly bare: BareMeta;
}

/** Reads the headings of commands; the bare meta of each lies where that of the next one will. */
export class Headings {
  private place = new Uint8Array(1 << 12);

  /**
   * The type of the command that a meta brings, and the meta without it, told from the bytes as they are always
   * written, with the command last; nothing for a meta that is written otherwise or brings none. Whether it is a meta
   * at all is for whoever reads it: in one, these bytes never stand within a text, which has a backslash before each
   * quote.
   */
  in(meta: Uint8Array): Heading | undefined {
    const at = commandIn(meta);
    if (at === NOWHERE) return undefined;
    const start = at + COMMAND.length;
    const type = fromUtf8(meta.subarray(start, meta.indexOf(QUOTE, start)));
    if (type === undefined || !/^[A-Za-z]+$/.test(type)) return undefined;
    if (at >= this.place.length) this.place = new Uint8Array(2 * at);
    this.place.set(meta.subarray(0, at));
    this.place[at] = END;
    return { type, bare: new BareMeta(this.place.subarray(0, at + 1)) };
  }
}
