import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Actor } from '#kernel';
import type { AuditPackOrdered } from '#contract/audit';
import { LEDGER_EVENTS, PACKS_STREAM, packWithinPlace, type PackScope } from '#libs/audit';
import { decode, EventStore, type StoredEvent } from '#libs/event-store';
import { Config, edgeRefusal } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import type { LogKeeper } from '../proof/log-keeper.js';
import { Proofs } from '../proof/proofs.js';
import { logSigners, packPieces, type LogToPack, type PackOrder } from './pack-pieces.js';
import { verifyPage } from './verify-page.js';

/** Built packs that are kept; the oldest go, and are built again when asked for. */
const MOST_KEPT = 20;

/** A pack that is ready, or why it is not. */
export type PackState =
  | { readonly state: 'BUILDING' }
  | { readonly state: 'READY'; readonly bytes: number; readonly stream: ReadStream };

const scopeOf = ({ data }: { readonly data: AuditPackOrdered['data'] }): PackScope =>
  data.scope === 'LEDGER'
    ? { scope: 'LEDGER' }
    : { scope: 'PLACE', place: data.place, from: data.from, to: data.to };

/** Builds ordered packs one after another in the background; what was ordered stands in the log. */
@Injectable()
export class PackWorks implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PackWorks.name);
  private readonly folder: string;
  private readonly building = new Map<string, Promise<void>>();
  private readonly troubles = new Map<string, string>();
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    config: Config,
    private readonly store: EventStore,
    private readonly proofs: Proofs,
  ) {
    this.folder = join(config.dataDir, 'packs');
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.turn;
  }

  /** Starts building a pack that was ordered, unless it is there. Errors: as `find`. */
  async start(id: string, actor: Actor): Promise<void> {
    const order = await this.orderOf(id, actor);
    if (this.building.has(id) || (await this.sizeOf(id)) !== undefined) return;
    this.troubles.delete(id);
    const work = this.turn.then(() => this.build(id, order)).finally(() => this.building.delete(id));
    this.building.set(id, work);
    this.turn = work;
  }

  /**
   * Errors: NOT_FOUND for what this account did not order; FORBIDDEN_PLACE when it answers for that no more;
   * PROOF_UNAVAILABLE with the reason, once.
   */
  async find(id: string, actor: Actor): Promise<PackState> {
    await this.orderOf(id, actor);
    const bytes = await this.sizeOf(id);
    if (bytes !== undefined) return { state: 'READY', bytes, stream: createReadStream(this.pathOf(id)) };
    const trouble = this.troubles.get(id);
    if (trouble !== undefined) {
      this.troubles.delete(id);
      throw edgeRefusal('PROOF_UNAVAILABLE', { reason: trouble });
    }
    await this.start(id, actor);
    return { state: 'BUILDING' };
  }

  private async orderOf(id: string, actor: Actor): Promise<PackOrder> {
    const stored = await this.store.readStreams(LEDGER, [PACKS_STREAM], Number.MAX_SAFE_INTEGER);
    const order = stored.map(orderIn).find((one) => one.data.packId === id && one.actor === actor.id);
    if (order === undefined) throw edgeRefusal('NOT_FOUND', { subject: `审计包 audit pack ${id}` });
    const { recordedAt: madeAt, actor: madeBy, data } = order;
    const scope = scopeOf(order);
    const { outcome, inputs } = packWithinPlace(actor, scope);
    if (outcome === 'FAIL') throw edgeRefusal('FORBIDDEN_PLACE', inputs);
    return { scope, madeAt, madeBy, purpose: data.purpose };
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.zip`);
  }

  private async sizeOf(id: string): Promise<number | undefined> {
    try {
      return (await stat(this.pathOf(id))).size;
    } catch {
      return undefined;
    }
  }

  /** Never throws: the trouble is told to whoever asks for the pack. */
  private async build(id: string, order: PackOrder): Promise<void> {
    const part = `${this.pathOf(id)}.part`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await this.write(part, order);
      await rename(part, this.pathOf(id));
      await this.tidy();
    } catch (error) {
      this.logger.error(`pack ${id}: ${String(error)}`);
      this.troubles.set(id, error instanceof Error ? error.message : String(error));
      await rm(part, { force: true });
    }
  }

  private async write(path: string, order: PackOrder): Promise<void> {
    const keeper = this.proofs.of();
    const { size: upTo } = await keeper.issue();
    const logs: LogToPack[] = [];
    for (const one of this.proofs.all) logs.push(await logOf(one, upTo));
    const materials = {
      store: this.store,
      logs,
      page: await verifyPage(),
      inclusion: (position: number, size: number) => keeper.parts.tree.inclusion(position, size),
    };
    const file = await open(path, 'w', 0o600);
    try {
      for await (const piece of packPieces(materials, order)) {
        if (this.stopped) throw new Error('停机 the service stops');
        await file.write(piece);
      }
    } finally {
      await file.close();
    }
  }

  private async tidy(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.zip'));
    const ages = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.folder, name))).mtimeMs })),
    );
    const old = ages.toSorted((a, b) => b.at - a.at).slice(MOST_KEPT);
    await Promise.all(old.map(({ name }) => rm(join(this.folder, name), { force: true })));
  }
}

const orderIn = (stored: StoredEvent) => {
  const event = decode(stored, LEDGER_EVENTS);
  return { ...event, data: event.data as AuditPackOrdered['data'] };
};

/** A log with a checkpoint that its witnesses have been shown, and all that it has given out up to there. */
const logOf = async (keeper: LogKeeper, upTo: number): Promise<LogToPack> => {
  const { size } = await keeper.issueAt(upTo);
  await keeper.settled();
  const { line, keys, witnesses, checkpoints } = keeper.parts;
  return {
    keys: logSigners({
      origin: line.origin,
      rotations: await keeper.rotations(size),
      current: keys.signer(line.origin).verifier.text,
      witnesses: witnesses.map(({ key }) => key.text),
    }),
    checkpoints: (await checkpoints.all()).filter((one) => one.size <= size),
  };
};
