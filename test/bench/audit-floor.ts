/**
 * The parts of a verification one after another in one process, and what no verifier can do without: to unpack a pack,
 * to parse every text and to hash every byte twice, once for the chain and once for the tree. Prints milliseconds of
 * processor time, so that whatever else the machine does falls less on the figures.
 */
import { open } from 'node:fs/promises';
import { must } from '#kernel';
import {
  eventFilesOf,
  openPack,
  PROOF,
  recordsIn,
  RULES,
  TileTree,
  treeHasher,
  verifyPack,
  type PackSource,
  type VerifyOptions,
} from '#libs/audit';
import { leafOf } from '#libs/event-store';
import { nodeTools } from '#module/audit';

const file = await open(must(process.argv[2], 'a pack'), 'r');
const { size } = await file.stat();
const source: PackSource = {
  size,
  read: async (start, end) => (await file.read(Buffer.alloc(end - start), 0, end - start, start)).buffer,
};
const { sha256 } = nodeTools.cryptography;
const hasher = treeHasher(sha256);

const MICROSECONDS = 1_000;
const timed = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MICROSECONDS;
};

const floor = async (): Promise<void> => {
  for await (const { events } of eventFilesOf(await openPack(source, nodeTools)))
    for (const record of recordsIn(events, nodeTools.isText)) {
      const { event, leaf } = must(record, 'a record');
      JSON.parse(event.body);
      JSON.parse(event.meta);
      sha256(leaf);
      sha256(leaf);
    }
};

/** As the service does after a pause: the stored rows laid out, hashed and hung into the tree of tiles. */
const tree = async (): Promise<number> => {
  const grown = new TileTree(hasher);
  let spent = 0;
  for await (const { events } of eventFilesOf(await openPack(source, nodeTools))) {
    const records = [...recordsIn(events, nodeTools.isText)].map((record) => must(record, 'a record').event);
    spent += await timed(async () => records.forEach((event) => grown.append(hasher.leaf(leafOf(event)))));
  }
  return spent;
};

const half = (options: VerifyOptions) => async (): Promise<void> => {
  const { verdict } = await verifyPack(source, nodeTools, options);
  if (verdict !== 'SOUND') throw new Error(`the pack is ${verdict}`);
};

const milliseconds = {
  floor: await timed(floor),
  tree: await tree(),
  proof: await timed(half({ parts: PROOF })),
  rules: await timed(half({ parts: RULES })),
};
process.stdout.write(`${JSON.stringify(milliseconds)}\n`);
