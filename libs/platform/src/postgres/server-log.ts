import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ServerUser } from './server-user.js';

const MEBIBYTE = 1_048_576;

/** How long the server's log may grow, and how often that is looked at. */
export interface LogLimit {
  readonly bytes: number;
  readonly everyMs: number;
}
export const LOG_LIMIT: LogLimit = { bytes: 16 * MEBIBYTE, everyMs: 60_000 };

export interface ServerLog {
  readonly file: string;
  /** Who reads and writes it. */
  readonly user: ServerUser;
}

const { O_CREAT, O_NOFOLLOW, O_RDWR, O_TRUNC, O_WRONLY } = constants;

const copied = async (log: FileHandle, { file, user }: ServerLog): Promise<void> => {
  const before = await open(`${file}.1`, O_CREAT | O_NOFOLLOW | O_TRUNC | O_WRONLY, 0o600);
  await before.chown(user.uid, user.gid);
  await pipeline(log.createReadStream({ start: 0, autoClose: false }), before.createWriteStream());
};

/**
 * Moves what stands in the log to `<file>.1`, over what was there, once it is longer than so many bytes. The running
 * server holds the file open and always writes at its end, so it is copied and cut, not renamed; a line written in
 * between is lost.
 */
export const cutLog = async (server: ServerLog, bytes: number): Promise<void> => {
  const log = await open(server.file, O_NOFOLLOW | O_RDWR);
  try {
    if ((await log.stat()).size <= bytes) return;
    await copied(log, server);
    await log.truncate();
  } finally {
    await log.close();
  }
};

/** Cuts the log now and whenever it is too long again, until told to stop. Trouble is heard by `say` alone. */
export const keepLogShort = (
  server: ServerLog,
  say: (line: string) => void,
  { bytes, everyMs }: LogLimit = LOG_LIMIT,
): (() => void) => {
  let cutting = false;
  const cut = async (): Promise<void> => {
    if (cutting) return;
    cutting = true;
    await cutLog(server, bytes).catch((error: unknown) =>
      say(`数据库日志未能截断 the log of the database could not be cut: ${String(error)}`),
    );
    cutting = false;
  };
  void cut();
  const timer = setInterval(() => void cut(), everyMs).unref();
  return () => clearInterval(timer);
};
