import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { userInfo } from 'node:os';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { instantOf } from '#kernel';
import { offlinePack } from '#apps/api';
import type { StoredEvent } from '#libs/event-store';
import { exportOptions } from '../options.js';
import { note, type ExitCode } from '../terminal.js';
import { wholeLog, withLedger, type OpenLedger } from './ledger.js';

const writeAll = async (events: AsyncIterable<StoredEvent>, out: Writable): Promise<number> => {
  let count = 0;
  for await (const event of events) {
    count += 1;
    if (!out.write(`${JSON.stringify(event)}\n`)) await once(out, 'drain');
  }
  return count;
};

const writePack = async (sources: OpenLedger, path: string, purpose: string): Promise<ExitCode> => {
  const order = {
    scope: { scope: 'LEDGER' },
    madeBy: `prompt:${userInfo().username}`,
    madeAt: instantOf(Date.now()),
    purpose,
  } as const;
  const pieces = offlinePack({ ...sources, onTrouble: note }, order);
  await pipeline(pieces, createWriteStream(path, { mode: 0o600 }));
  note(`已导出审计包 ${path} / audit pack exported`);
  return 0;
};

/**
 * `export [--out FILE]`: the whole log, one event per line with the exact texts that were hashed; `export --pack FILE`:
 * an audit pack, up to a checkpoint issued now.
 */
export const exportLog = async (args: readonly string[]): Promise<ExitCode> => {
  const { out, pack, purpose = '离线导出' } = exportOptions(args);
  if (pack !== undefined) return withLedger((sources) => writePack(sources, pack, purpose));
  return withLedger(async ({ store }) => {
    const stream = out === undefined ? process.stdout : createWriteStream(out);
    const count = await writeAll(wholeLog(store), stream);
    if (out !== undefined) await finished(stream.end());
    note(`已导出 ${count} 个事件 / ${count} events exported`);
    return 0;
  });
};
