import { open } from 'node:fs/promises';
import {
  LEDGER_EVENTS,
  PROOF,
  verifyPack,
  type PackReport,
  type PackSource,
  type VerifyOptions,
} from '#libs/audit';
import type { LoggedEvent } from '#kernel';
import { decode } from '#contract/event-store';
import { nodeTools } from '#module/audit';

const ZIP = 'PK';

/** Lends a file to one reading and closes it. Errors: those of the file system. */
export const withFile = async <T>(path: string, work: (source: PackSource) => Promise<T>): Promise<T> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await work({
      size,
      read: async (start, end) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
};

/** Whether a file is a pack and not an exported log. */
export const isPack = (path: string): Promise<boolean> =>
  withFile(path, async ({ read }) => Buffer.from(await read(0, ZIP.length)).toString('latin1') === ZIP);

/** 核验 by this thread alone. */
export const verifyHere = (path: string, options: VerifyOptions): Promise<PackReport> =>
  withFile(path, (source) => verifyPack(source, nodeTools, options));

/** Reads the events of a pack after proving them; the report says whether they may be believed. */
export const readPackFile = (path: string, read: (event: LoggedEvent) => void): Promise<PackReport> =>
  verifyHere(path, { parts: PROOF, onEvent: (stored) => read(decode(stored, LEDGER_EVENTS)) });
