import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dateAt, systemActor } from '#kernel';
import { Clock, LedgerExecutor } from '#libs/event-store';
import { LEDGER } from './ledger.constants.js';

const EVERY_MS = 60_000;
const AT_ONCE = 100;

/** 预留到期：asks the ledger to end holds whose days are over (policy A36). The decider judges; this only reminds it. */
@Injectable()
export class HoldKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HoldKeeper.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly executor: LedgerExecutor,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.logger.warn(`holds could not be looked at: ${String(error)}`));
    }, EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Ends every hold that ran out before today; answers how many it asked for. */
  async sweep(): Promise<number> {
    const due: { id: string; place: string }[] = await this.dataSource.query(
      `SELECT id, place FROM read.withdrawal
       WHERE ledger = $1 AND status = 'HELD' AND doc ->> 'expiresOn' < $2 ORDER BY filed_position LIMIT $3`,
      [LEDGER, dateAt(this.clock.now()), AT_ONCE],
    );
    for (const { id, place } of due) {
      const commandId = randomUUID();
      await this.executor.submit({ command: { type: 'ExpireHold', data: { id }, actor: systemActor(place), commandId } });
    }
    return due.length;
  }
}
