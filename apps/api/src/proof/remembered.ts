import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint, parseNote, type Suite } from '#libs/audit';
import type { Config } from '#libs/platform';
import { readIfThere, replaceFile } from './durable-file.js';

/** A checkpoint as it is kept outside the database. */
export interface Remembered {
  readonly note: string;
  /** The chain value of the last event it covers. */
  readonly chain: string;
}

interface Kept {
  readonly latest?: Remembered;
  readonly witnessed?: Remembered;
}

export const sizeOf = (remembered: Remembered | undefined): number => {
  const text = remembered && parseNote(remembered.note)?.text;
  return (text === undefined ? undefined : parseCheckpoint(text)?.size) ?? -1;
};

/** One file for each database that was ever served from this folder: another one has another past. */
const databaseName = ({ databaseUrl }: Pick<Config, 'databaseUrl'>): string => {
  if (databaseUrl === undefined) return 'embedded';
  const { host, pathname } = new URL(databaseUrl);
  return createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 16);
};

/**
 * The last checkpoint and the last witnessed one, in a file beside the data: a database restored from an old copy, or
 * with its end cut off, does not know them any more.
 */
export class RememberedCheckpoints {
  private readonly folder: string;
  private readonly path: string;

  constructor(config: Pick<Config, 'databaseUrl' | 'dataDir'>, suite: Suite) {
    this.folder = join(config.dataDir, 'checkpoints');
    this.path = join(this.folder, `${databaseName(config)}-${suite}.json`);
  }

  async read(): Promise<readonly Remembered[]> {
    const { latest, witnessed } = await this.kept();
    return [latest, witnessed].filter((one) => one !== undefined);
  }

  /** Keeps a checkpoint unless a larger one is kept. */
  async keep(kind: keyof Kept, checkpoint: Remembered): Promise<void> {
    const kept = await this.kept();
    if (sizeOf(kept[kind]) > sizeOf(checkpoint)) return;
    await mkdir(this.folder, { recursive: true });
    const { note, chain } = checkpoint;
    await replaceFile(this.path, `${JSON.stringify({ ...kept, [kind]: { note, chain } }, null, 2)}\n`);
  }

  /** For the demo, which tells its year again to an empty database. */
  async forget(): Promise<void> {
    await rm(this.path, { force: true });
  }

  private async kept(): Promise<Kept> {
    const text = await readIfThere(this.path);
    return text === undefined ? {} : (JSON.parse(text) as Kept);
  }
}
