import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { sha256Hex, type Actor } from '#kernel';
import { markSheet, takeSheet } from '#libs/documents';
import { Config, edgeRefusal } from '#libs/platform';
import type { ImportJob, ImportMode } from './import-job.js';
import { fileRefusal } from './file-refusal.js';
import { ImportLedger } from './import-ledger.js';
import { importKind } from './kinds.js';
import { ImportStore } from './import-store.js';
import { OpenSheet } from './open-sheet.js';

/** Commands on their way at once: so few that deciding them keeps nobody else waiting. */
const AT_ONCE = 25;
/** Steps between two writings of how far it has come, which is what may be lost of that. */
const STEPS_KEPT = 5;
/** An answer waits this long for a sheet to be gone through; larger ones are asked for later. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 20;

/** 导入: goes through uploaded sheets one after another in the background; a restart takes up what was cut off. */
@Injectable()
export class ImportWorks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportWorks.name);
  private readonly store: ImportStore;
  private readonly cancelled = new Set<string>();
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    config: Config,
    private readonly ledger: ImportLedger,
  ) {
    this.store = new ImportStore(join(config.dataDir, 'imports'));
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const job of await this.store.all()) if (isUnderWay(job)) this.enqueue(job);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.turn;
  }

  /** Takes in a sheet and tries out every row. Errors: IMPORT_REFUSED. */
  async upload(kind: string, actor: Actor, bytes: Uint8Array): Promise<ImportJob> {
    const { form } = importKind(kind);
    const sheet = await fileRefusal(() => takeSheet(form, bytes));
    const job: ImportJob = {
      id: randomUUID(),
      kind,
      actor,
      uploadedAt: new Date().toISOString(),
      sha256: sha256Hex(bytes),
      state: 'CHECKING',
      mode: null,
      entries: sheet.rows.length,
      done: 0,
      written: 0,
      already: 0,
      ignored: sheet.ignored,
      faults: [],
      faultyRows: [],
      position: 0,
    };
    await this.store.keepUpload(job.id, bytes);
    await this.store.save(job);
    this.enqueue(job);
    return this.settled(job.id, actor);
  }

  /** Errors: NOT_FOUND for what this account did not send. */
  async find(id: string, actor: Actor): Promise<ImportJob> {
    const job = await this.store.find(id);
    if (job === undefined || job.actor.id !== actor.id)
      throw edgeRefusal('NOT_FOUND', { subject: `导入 ${id}` });
    return job;
  }

  /** This account's imports, newest first. */
  async all(actor: Actor): Promise<readonly ImportJob[]> {
    return (await this.store.all()).filter((job) => job.actor.id === actor.id);
  }

  /**
   * Writes what was found good.
   * Errors: NOT_FOUND; IMPORT_NOT_READY; IMPORT_HAS_FAULTS where all or nothing is meant.
   */
  async commit(id: string, actor: Actor, mode: ImportMode): Promise<ImportJob> {
    const job = await this.find(id, actor);
    if (job.state === 'DONE' || job.state === 'WRITING') return job;
    if (job.state === 'CHECKING' || job.state === 'FAILED')
      throw edgeRefusal('IMPORT_NOT_READY', { state: job.state });
    if (mode === 'ALL_OR_NOTHING' && job.faultyRows.length > 0)
      throw edgeRefusal('IMPORT_HAS_FAULTS', { rows: job.faultyRows.length });
    const writing: ImportJob = { ...job, actor, mode, state: 'WRITING', done: 0, written: 0, already: 0 };
    this.cancelled.delete(id);
    await this.store.save(writing);
    this.enqueue(writing);
    return this.settled(id, actor);
  }

  /** Stops after the rows that are on their way; what is written stays written. Errors: NOT_FOUND. */
  async cancel(id: string, actor: Actor): Promise<ImportJob> {
    const job = await this.find(id, actor);
    if (!isUnderWay(job)) return job;
    this.cancelled.add(id);
    return this.settled(id, actor);
  }

  /** A copy of what was sent, with what is wrong on the cells. Errors: NOT_FOUND. */
  async marked(id: string, actor: Actor): Promise<Uint8Array> {
    const job = await this.find(id, actor);
    const { form } = importKind(job.kind);
    return fileRefusal(async () => markSheet(form, await this.store.upload(id), job.faults));
  }

  /** The job once it has come to rest, or as it is when patience ends. */
  private async settled(id: string, actor: Actor): Promise<ImportJob> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const job = await this.find(id, actor);
      if (!isUnderWay(job) || Date.now() > until) return job;
      await pause(LOOK_MS);
    }
  }

  private enqueue(job: ImportJob): void {
    this.turn = this.turn.then(() => this.run(job)).catch((error: unknown) => this.failed(job, error));
  }

  private async failed({ id }: ImportJob, error: unknown): Promise<void> {
    this.logger.error(`import ${id}: ${String(error)}`);
    const job = await this.store.find(id);
    if (job !== undefined && !this.stopped) await this.store.save({ ...job, state: 'FAILED' });
  }

  /** Goes through a sheet: trying out while CHECKING, writing while WRITING. */
  private async run(job: ImportJob): Promise<void> {
    const sheet = await this.open(job);
    const anew = job.state === 'CHECKING' ? { faults: [], faultyRows: [] } : {};
    let progress: ImportJob = {
      ...job,
      ...anew,
      entries: sheet.length,
      done: 0,
      written: 0,
      already: 0,
    };
    for (let at = 0; at < sheet.length; at += AT_ONCE) {
      if (this.stopped) return;
      if (this.cancelled.delete(job.id)) {
        await this.store.save({ ...progress, state: 'CANCELLED' });
        return;
      }
      progress = await sheet.step(progress, at, AT_ONCE);
      if ((at / AT_ONCE) % STEPS_KEPT === 0) await this.store.save(progress);
    }
    await this.store.save({ ...progress, state: job.state === 'WRITING' ? 'DONE' : 'CHECKED' });
    await this.store.tidy();
  }

  private async open(job: ImportJob): Promise<OpenSheet> {
    const kind = importKind(job.kind);
    const sheet = await takeSheet(kind.form, await this.store.upload(job.id));
    return OpenSheet.of({ kind, sheet, ledger: this.ledger, actor: job.actor });
  }
}

const isUnderWay = ({ state }: ImportJob): boolean => state === 'CHECKING' || state === 'WRITING';
