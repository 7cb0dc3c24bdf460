import { randomUUID } from 'node:crypto';
import { HoleInLog } from '#libs/event-store';
import {
  checkpointOf,
  leaveCheckpoint,
  moveCheckpoint,
  readPage,
  takeCheckpoint,
  type RunnerOptions,
} from './checkpoint.js';
import { FoldMemory } from './fold-memory.js';
import { rebuildBeside } from './rebuild.js';
import { readWriter } from './read-writer.js';

const IDLE_MS = 1_000;
/** How often a process looks whether another one's turn is over. */
const WATCH_MS = 250;
const RETRY_MS = 500;
const WAIT_MS = 25;

/**
 * Feeds the log to the projections: one page, its rows and the checkpoint in one transaction. Any number of processes
 * may run it on one database: one of them has its turn, until it has moved nothing for a second, and tells the others
 * how far it came. A hole in the log stops it with an alarm.
 */
export class ProjectionRunner {
  private readonly owner = randomUUID();
  private position = 0;
  private running: Promise<void> | undefined;
  private stopped = false;
  private woken = false;
  /** Whether it is this process's turn, as far as it knows. */
  private mine = true;
  private rouse: () => void = () => undefined;
  /** One alarm per outage, not one per attempt. */
  private failing = false;
  private alarm: string | undefined;
  private readonly memory = new FoldMemory();
  private readonly waiting = new Set<() => void>();
  private stopListening: () => void = () => undefined;

  constructor(private readonly options: RunnerOptions) {}

  /** Brings changed projections up to their revision, then follows the log until stopped. */
  async start(): Promise<void> {
    const { store, ledger, dataSource, projections, notices, elsewhere } = this.options;
    await dataSource.query(
      'INSERT INTO read.checkpoint (ledger, position) VALUES ($1, 0) ON CONFLICT (ledger) DO NOTHING',
      [ledger],
    );
    const built: { name: string; revision: number }[] = await dataSource.query(
      'SELECT name, revision FROM read.projection WHERE ledger = $1',
      [ledger],
    );
    const revisions = new Map(built.map(({ name, revision }) => [name, revision]));
    const changed = projections.filter(({ name, revision }) => revisions.get(name) !== revision);
    await rebuildBeside(elsewhere === true ? [] : changed, this.options);
    const deafen = [
      store.onGrowth(ledger, () => this.wake()),
      notices?.listen(this.subject, (position) => this.came(position)),
    ];
    this.stopListening = () => deafen.forEach((stop) => stop?.());
    this.running = this.loop();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.stopListening();
    this.rouse();
    await this.running;
    const { dataSource, ledger } = this.options;
    await leaveCheckpoint(dataSource.manager, ledger, this.owner).catch(() => undefined);
  }

  /** How far the read models have come, as this process knows it. */
  get reached(): number {
    return this.position;
  }

  /** Why the runner stopped for good, when it did. */
  get trouble(): string | undefined {
    return this.alarm;
  }

  /** Waits until the read models show a position; false when the time runs out first. */
  async waitFor(wanted: number, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (this.position < wanted) {
      const left = deadline - Date.now();
      if (left <= 0) return false;
      await this.pause(Math.min(left, WAIT_MS));
      if (this.position < wanted) await this.look();
    }
    return true;
  }

  /** Builds projections again from the first event beside the live tables, then switches to the new rows. */
  async rebuild(names: readonly string[]): Promise<void> {
    const { projections } = this.options;
    const stranger = names.find((name) => projections.every((one) => one.name !== name));
    if (stranger !== undefined) throw new Error(`no projection named ${stranger}`);
    const chosen = projections.filter(({ name }) => names.includes(name));
    await rebuildBeside(chosen, this.options);
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const moved = await this.step().catch((error: unknown) => this.troubled(error));
      if (!moved && !(this.woken && this.mine) && !this.stopped) await this.idle();
    }
  }

  private async troubled(error: unknown): Promise<boolean> {
    if (!this.failing) this.options.onAlarm('read models stopped following the log', error);
    this.failing = true;
    if (error instanceof HoleInLog) {
      this.alarm = error.message;
      this.stopped = true;
    } else {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return false;
  }

  private async step(): Promise<boolean> {
    const moved = this.options.elsewhere === true ? undefined : await this.advance();
    this.failing = false;
    this.mine = moved !== undefined;
    if (moved === undefined) {
      await this.look();
      return false;
    }
    const { from, to } = moved;
    this.came(to);
    if (to > from) this.options.notices?.tell(this.subject, to);
    return to > from;
  }

  /** Applies the next page, if it is this process's turn. */
  private advance(): Promise<{ readonly from: number; readonly to: number } | undefined> {
    const { dataSource, ledger, projections } = this.options;
    return dataSource.transaction(async (manager) => {
      const checkpoint = await takeCheckpoint(manager, ledger, this.owner);
      if (checkpoint === undefined) return undefined;
      const events = await readPage(this.options, checkpoint);
      const last = events.at(-1);
      if (!last) return { from: checkpoint, to: checkpoint };
      this.memory.follow(checkpoint, events);
      const page = { manager, schema: 'read', upTo: last.position, memory: this.memory };
      const out = readWriter({ ...this.options, ...page });
      for (const projection of projections) await projection.apply(events, out);
      await moveCheckpoint(manager, ledger, { owner: this.owner, position: last.position });
      return { from: checkpoint, to: last.position };
    });
  }

  /** Asks how far the read models have come, by whomever. */
  private async look(): Promise<void> {
    this.came(await checkpointOf(this.options.dataSource.manager, this.options.ledger));
  }

  private came(position: number): void {
    if (position <= this.position) return;
    this.position = position;
    for (const resume of this.waiting) resume();
  }

  private get subject(): string {
    return `read/${this.options.ledger}`;
  }

  /** Resolves when the log grows, if it is this process's turn; otherwise when it may be. */
  private idle(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.mine ? IDLE_MS : WATCH_MS);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Resolves when the read models have moved, or when the time is over. */
  private pause(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.waiting.add(done);
    });
  }

  /** What another process's turn is is left to it: asking for it at every growth would cost more than its work. */
  private wake(): void {
    this.woken = true;
    if (this.mine) this.rouse();
  }
}
