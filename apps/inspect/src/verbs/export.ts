import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { StoredEvent } from '#libs/event-store';
import { exportOptions } from '../options.js';
import { note, type ExitCode } from '../terminal.js';
import { wholeLog, withLedger } from './ledger.js';

const writeAll = async (events: AsyncIterable<StoredEvent>, out: Writable): Promise<number> => {
  let count = 0;
  for await (const event of events) {
    count += 1;
    if (!out.write(`${JSON.stringify(event)}\n`)) await once(out, 'drain');
  }
  return count;
};

/** `export [--out FILE]`: the whole log, one event per line with the exact texts that were hashed. */
export const exportLog = async (args: readonly string[]): Promise<ExitCode> => {
  const { out } = exportOptions(args);
  return withLedger(async ({ store }) => {
    const stream = out === undefined ? process.stdout : createWriteStream(out);
    const count = await writeAll(wholeLog(store), stream);
    if (out !== undefined) await finished(stream.end());
    note(`已导出 ${count} 个事件 / ${count} events exported`);
    return 0;
  });
};
