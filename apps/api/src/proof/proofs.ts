import { setImmediate as nextTurn } from 'node:timers/promises';
import { Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LogCheck, type LogLine, type Suite } from '#libs/audit';
import { follow, type Leadership } from '#libs/event-store';
import { edgeRefusal } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { KeyRing } from './key-ring.js';
import type { LogKeeper } from './log-keeper.js';
import { linesKept } from './log-line.js';
import { openKeeper, type ProofSources } from './open-keeper.js';
import { RememberedCheckpoints } from './remembered.js';
import { startFault } from './start-check.js';

const FOLLOW_MS = 1_000;

/** The logs this installation keeps, from its start to its end. */
export class Proofs implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(Proofs.name);
  private keepers: readonly LogKeeper[] = [];
  private ring: KeyRing | undefined;
  private timers: readonly NodeJS.Timeout[] = [];
  private stopped = false;
  private reread: Promise<void> = Promise.resolve();
  private working: Promise<void> = Promise.resolve();
  private lastTrouble: string | undefined;

  constructor(
    private readonly sources: ProofSources,
    private readonly leadership: Pick<Leadership, 'leads'>,
  ) {}

  /** Errors: SigningKeyError. */
  async onModuleInit(): Promise<void> {
    this.ring = await KeyRing.open(this.sources.config);
    const lines = linesKept(this.sources.config);
    for (const { origin } of lines) this.ring.signer(origin);
    this.keepers = await Promise.all(lines.map((line) => this.keeperOf(line, this.keys)));
    for (const keeper of this.keepers) {
      const fault = await startFault(keeper);
      if (fault === undefined) continue;
      this.sources.gate.shut(fault);
      this.logger.error(`${keeper.parts.line.origin}: ${fault}`);
    }
    this.reread = this.rereadAll();
    this.timers = [
      setInterval(() => void this.quietly((keeper) => keeper.parts.tree.catchUp()), FOLLOW_MS),
      setInterval(() => void this.issueOurs(), this.sources.config.checkpointSeconds * 1_000),
    ];
    this.timers.forEach((timer) => timer.unref());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.timers.forEach((timer) => clearInterval(timer));
    await Promise.all([this.reread, this.working]);
    await Promise.all(this.keepers.map((keeper) => keeper.settled()));
  }

  /** Why no checkpoint could be issued of late. */
  get trouble(): string | undefined {
    return this.lastTrouble;
  }

  /** Why nothing may be written. */
  get writesStopped(): string | undefined {
    return this.sources.gate.trouble;
  }

  get keys(): KeyRing {
    if (this.ring === undefined) throw edgeRefusal('PROOF_UNAVAILABLE', { reason: '尚未启动 not started' });
    return this.ring;
  }

  get all(): readonly LogKeeper[] {
    return this.keepers;
  }

  /** The log with a tree of this hash, or the foremost one. Errors: NOT_FOUND. */
  of(suite?: Suite): LogKeeper {
    const keeper = this.keepers.find(({ parts: { line } }) => suite === undefined || line.suite === suite);
    if (keeper === undefined) throw edgeRefusal('NOT_FOUND', { subject: `${suite ?? ''} 树 tree` });
    return keeper;
  }

  /** Issues what every log has grown by; trouble is kept for the health page, not thrown. */
  issueAll(): Promise<void> {
    return this.quietly((keeper) => keeper.issue());
  }

  /** By itself a checkpoint is issued only where the ledger is led; whoever asks for one gets it anywhere. */
  private async issueOurs(): Promise<void> {
    if (this.leadership.leads) await this.issueAll();
  }

  private quietly(work: (keeper: LogKeeper) => Promise<unknown>): Promise<void> {
    this.working = this.working.then(() => this.oneByOne(work));
    return this.working;
  }

  private async oneByOne(work: (keeper: LogKeeper) => Promise<unknown>): Promise<void> {
    for (const keeper of this.stopped ? [] : this.keepers) {
      try {
        await work(keeper);
        this.lastTrouble = undefined;
      } catch (error) {
        if (this.lastTrouble === undefined) this.logger.error(String(error));
        this.lastTrouble = String(error);
      }
    }
  }

  private async keeperOf(line: LogLine, keys: KeyRing): Promise<LogKeeper> {
    const { config, store } = this.sources;
    const demo = config.demo === 'on' || (config.demo === 'auto' && config.databaseUrl === undefined);
    if (demo && (await store.head(LEDGER)).position === 0)
      await new RememberedCheckpoints(config, line.suite).forget();
    return openKeeper(this.sources, line, keys);
  }

  /** What the quick look at the start cannot see: an event changed in the middle whose chain value was left alone. */
  private async rereadAll(): Promise<void> {
    try {
      for (const { parts } of this.keepers) {
        const latest = await parts.checkpoints.latest();
        const check = new LogCheck(parts.line.hasher, latest === undefined ? [] : [latest]);
        for await (const page of follow(this.sources.store, LEDGER, { pageSize: 1_000 })) {
          const fault = page.map((event) => check.read(event)).find((one) => one !== undefined);
          if (fault !== undefined) {
            const words = `第 ${fault.position} 个事件与哈希链或检查点不符 event ${fault.position} is not what was recorded`;
            this.sources.gate.shut(words);
            this.logger.error(`${fault.kind}: ${words}`);
          }
          if (fault !== undefined || this.stopped) return;
          await nextTurn();
        }
      }
    } catch (error) {
      this.logger.warn(`the log could not be read again: ${String(error)}`);
    }
  }
}
