import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { chainHash, EMPTY_HEAD, type StoredEvent } from '#contract/event-store';

/** An exported log that is not what it says: torn, edited, or no log at all. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
  constructor(
    readonly line: number,
    zh: string,
    en: string,
  ) {
    super(`第 ${line} 行：${zh} / line ${line}: ${en}`);
  }
}

const TEXTS = [
  'ledger',
  'stream',
  'eventId',
  'type',
  'occurredAt',
  'recordedAt',
  'body',
  'meta',
  'hash',
] as const;
const NUMBERS = ['position', 'version', 'schemaVersion'] as const;

const isEvent = (value: unknown): value is StoredEvent => {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return (
    TEXTS.every((name) => typeof record[name] === 'string') &&
    NUMBERS.every((name) => Number.isSafeInteger(record[name]))
  );
};

const parse = (text: string, line: number): StoredEvent => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenLog(line, '不是完整的 JSON', 'not complete JSON');
  }
  if (!isEvent(value)) throw new BrokenLog(line, '不是事件', 'not an event');
  return value;
};

/**
 * Reads a log exported as one JSON event per line, from the first event on, and checks on the way that positions have
 * no gap and that every event's hash follows from its bytes and the event before it. Errors: BrokenLog.
 */
export async function* exportedLog(path: string): AsyncGenerator<StoredEvent> {
  let { position, hash } = EMPTY_HEAD;
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    if (text === '') continue;
    const event = parse(text, line);
    if (event.position !== position + 1)
      throw new BrokenLog(line, `序号应为 ${position + 1}`, `position should be ${position + 1}`);
    if (event.hash !== chainHash(hash, event))
      throw new BrokenLog(line, '哈希与内容不符', 'hash does not fit the content');
    ({ position, hash } = event);
    yield event;
  }
}
