import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportJob } from './import-job.js';

/** Imports that are kept; the oldest go. */
const MOST_KEPT = 200;

/** Uploaded sheets and what became of them, in a folder of this service alone. */
export class ImportStore {
  private made: Promise<unknown> | undefined;

  constructor(private readonly folder: string) {}

  async keepUpload(id: string, bytes: Uint8Array): Promise<void> {
    this.made ??= mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.made;
    await durable(join(this.folder, `${id}.upload`), bytes);
  }

  upload(id: string): Promise<Buffer> {
    return readFile(join(this.folder, `${id}.upload`));
  }

  async save(job: ImportJob): Promise<void> {
    await durable(this.pathOf(job.id), Buffer.from(JSON.stringify(job)));
  }

  async find(id: string): Promise<ImportJob | undefined> {
    try {
      return JSON.parse(await readFile(this.pathOf(id), 'utf8')) as ImportJob;
    } catch {
      return undefined;
    }
  }

  /** Newest first. */
  async all(): Promise<readonly ImportJob[]> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    const jobs = await Promise.all(ids.map((id) => this.find(id)));
    return jobs.filter((job) => job !== undefined).toSorted((a, b) => (a.uploadedAt < b.uploadedAt ? 1 : -1));
  }

  async tidy(): Promise<void> {
    for (const { id } of (await this.all()).slice(MOST_KEPT)) {
      await rm(this.pathOf(id), { force: true });
      await rm(join(this.folder, `${id}.upload`), { force: true });
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

/** Whole or not at all, whatever happens meanwhile. */
const durable = async (path: string, bytes: Uint8Array): Promise<void> => {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
};
