import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { must } from '#kernel';
import { toldPack, verifyOpened, type PackTools, type ToldFile } from '#libs/audit';
import { nodeTools } from '#module/audit';
import type { Beginning, FromThread } from './two-threads.js';

// Proves a pack and decides one side of its commands again, while the thread that started this one decides the other
// and tells the files of both.
const other = must(parentPort, 'another thread');
const say = (what: FromThread, memory: readonly ArrayBuffer[] = []): void => other.postMessage(what, memory);
const heard = on(other, 'message');
const next = async <T>(): Promise<T> => (await heard.next()).value[0];

const { manifest, kept } = await next<Beginning>();
const pack = toldPack(manifest, async () => {
  const file = await next<ToldFile>();
  say({ kind: 'TAKEN' });
  return file;
});
const giveBack: PackTools['discard'] = ({ buffer }) => {
  if (buffer instanceof ArrayBuffer) say({ kind: 'READ', memory: buffer }, [buffer]);
};
const report = await verifyOpened(
  async () => pack,
  { ...nodeTools, discard: giveBack },
  { ...kept, parts: ['HASHES', 'FILES'] },
);
say({ kind: 'DONE', report });
await heard.return?.();
